import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BigAmount } from "@/components/money/amount";
import { EffectBox } from "@/components/money/effect-box";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { Timeline } from "@/components/ui/timeline";
import { Oddities } from "./oddities";
import type { EffectView, Oddity, OperationDetailView, OperationEventView } from "./operation-view";
import { shownStatus } from "./shown-status";

type Props = {
  operation: OperationDetailView;
  /** The amount in words, from the kernel. */
  words?: string | undefined;
  /** The policy that asks for a second person: "Cash-in over 100,000: one checker". */
  rule?: string | null | undefined;
  oddities?: readonly Oddity[];
  effect?: readonly EffectView[];
  events?: readonly OperationEventView[];
  /** A banner above everything: changed meanwhile, decided by another, just made. */
  notice?: ReactNode;
  /** The DecideBar. Lower edge of the pane on a desktop, above the bottom bar on a phone. */
  decide?: ReactNode;
  /** What changes where no money moves: before and after. */
  change?: ReactNode;
  /** Below the history: the journal, related operations. */
  children?: ReactNode;
  /** `pane` fills the right side of the approvals desk; `page` is a card of its own. */
  frame: "pane" | "page";
  /** Where the page already shows the badge (its top bar on a phone), this hides it there. */
  badgeInBar?: boolean;
};

/** Everything about one operation: what, who, why, what is odd, what it will do, what has happened. */
export function OperationDetail({
  operation,
  words,
  rule,
  oddities = [],
  effect = [],
  events = [],
  notice,
  decide,
  children,
  frame,
  badgeInBar = false,
  change,
}: Props) {
  const t = useTranslations("operations");
  const page = frame === "page";
  const inset = page ? "py-2 sm:px-5.5 sm:py-5" : "max-lg:py-2 lg:px-5.5 lg:py-5";
  return (
    <div
      className={cn(
        "flex min-w-0 flex-1 flex-col",
        page &&
          "w-full max-w-6xl flex-none! sm:rounded-card sm:border sm:border-line sm:bg-surface xl:grid xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)] max-sm:flex-1!",
      )}
    >
      <div className={cn("flex flex-col gap-4", inset)}>
        {notice}
        <p className={badgeInBar ? "max-lg:hidden" : undefined}>
          <OperationBadge operation={operation} />
        </p>
        {operation.money ? <BigAmount value={operation.money} words={words} /> : null}
        {change}
        <Facts operation={operation} rule={rule} />
        {operation.failure ? (
          <Callout tone="bad" title={t("detail.failed")}>
            {operation.failure.message}
          </Callout>
        ) : null}
        {operation.status === "pending" ? <Oddities oddities={oddities} /> : null}
        {effect.length > 0 ? (
          <EffectBox
            lines={effect.map((line) => ({
              label: t(`effect.${line.what}`, { name: line.name ?? "" }),
              amount: line.amount,
              becomes: line.becomes,
            }))}
          />
        ) : null}
      </div>
      {events.length > 0 || children ? (
        <div className={cn("flex flex-col gap-4", inset, page ? "pt-2! xl:border-l xl:border-line xl:pt-5!" : "pt-0!")}>
          {events.length > 0 ? (
            <>
              {page ? <h2 className="text-s font-medium text-ink-3 max-xl:sr-only">{t("detail.history")}</h2> : null}
              <Timeline
                label={t("detail.history")}
                items={events.map((event) => ({
                  key: event.key,
                  time: <RelativeTime at={event.at} form="clock" />,
                  text: event.text,
                  note: event.note,
                  tone: event.tone,
                }))}
              />
            </>
          ) : null}
          {children}
        </div>
      ) : null}
      {decide ? <div className="contents xl:[&>*]:col-span-2">{decide}</div> : null}
    </div>
  );
}

/** State of an operation; while it waits, for how many. */
export function OperationBadge({
  operation,
}: {
  operation: Pick<OperationDetailView, "status" | "approvals" | "reversed" | "consent" | "blocked">;
}) {
  const t = useTranslations("operations.detail");
  const tb = useTranslations("blocked");
  const { status, approvals, consent } = operation;
  const { needed, given } = approvals;
  if (operation.blocked && status === "pending")
    return <StatusBadge status="blocked" label={tb("badge", { given, needed })} />;
  const waiting =
    consent?.state === "awaited" ? t("waitingForCustomer") : t("waiting", { missing: needed - given, needed });
  return <StatusBadge status={shownStatus(operation)} label={status === "pending" ? waiting : undefined} />;
}

/** How the other side of the money is called; elsewhere it is what the operation is about. */
function partyOf({ type, reverses }: OperationDetailView): "to" | "from" | null {
  if (type === "cash-in" || reverses === "cash-out-fulfillment") return "to";
  return type === "cash-out-fulfillment" || reverses === "cash-in" ? "from" : null;
}

/** What the customer says to a cash-out at the counter. */
function ConsentFact({ operation: { consent } }: { operation: OperationDetailView }) {
  const t = useTranslations("operations.consent");
  if (!consent) return t("off");
  const { state, at, via } = consent;
  return t.rich(state, { via: via ?? "", time: () => (at ? <RelativeTime at={at} form="time" /> : null) });
}

/** By whom, and by which way. */
function howMade({ maker, source }: OperationDetailView) {
  if (maker.viaKey) return "fullKey";
  if (source === "bulk") return maker.isMe ? "fullYouFile" : "fullFile";
  return maker.isMe ? "fullYou" : "full";
}

/** The accounts that it names; a null name is the float's. */
function accountsOf({ ownAccounts }: OperationDetailView) {
  if (!ownAccounts) return [];
  if ("opened" in ownAccounts) return [{ term: "accountName", name: ownAccounts.opened } as const];
  return [
    { term: "fromAccount", name: ownAccounts.from },
    { term: "toAccount", name: ownAccounts.to },
  ] as const;
}

function Facts({ operation, rule }: { operation: OperationDetailView; rule: string | null | undefined }) {
  const t = useTranslations("operations");
  const { counterparty, maker } = operation;
  const party = partyOf(operation);
  const isCode = counterparty.label && (counterparty.kind === "merchant" || counterparty.kind === "distributor");
  const label = isCode ? t("shortCode", { code: counterparty.label }) : counterparty.label;
  return (
    <DefinitionList
      items={[
        {
          term: t(`detail.${party ?? "about"}`),
          value: (
            <>
              <b>{counterparty.name}</b>
              {label ? (
                <>
                  {" "}
                  · <span className="whitespace-nowrap">{label}</span>
                </>
              ) : null}
            </>
          ),
          note: party ? t("detail.nameConfirmed") : null,
        },
        {
          term: t("detail.madeBy"),
          value: t.rich(`made.${howMade(operation)}`, {
            name: maker.name,
            key: maker.viaKey ?? "",
            time: () => <RelativeTime at={operation.createdAt} form="time" />,
          }),
        },
        {
          term: t("detail.consent"),
          value:
            operation.type === "cash-out-fulfillment" && !operation.queued ? (
              <ConsentFact operation={operation} />
            ) : null,
        },
        {
          term: t("detail.payment"),
          value: operation.fulfilmentType ? t(`payment.${operation.fulfilmentType}`) : null,
        },
        {
          term: t(operation.type.startsWith("float-") ? "detail.paymentReference" : "detail.reference"),
          value: operation.reference,
        },
        ...accountsOf(operation).map(({ term, name }) => ({
          term: t(`detail.${term}`),
          value: name ?? t("detail.float"),
        })),
        { term: t("detail.payTo"), value: operation.payTo },
        { term: t(operation.type === "reversal" ? "detail.reason" : "detail.memo"), value: operation.memo },
        { term: t("detail.rule"), value: rule },
        { term: t("detail.operation"), value: <CopyId value={operation.id} /> },
      ]}
    />
  );
}
