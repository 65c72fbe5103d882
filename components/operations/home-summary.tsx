import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LowFloat } from "@/components/money/low-float";
import { groupDigits } from "@/components/money/money-text";
import { permilleOf } from "@/components/money/permille";
import { type HourView, VolumeChart } from "@/components/money/volume-chart";
import { Card, CardTitle, Stat } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { StackedBar } from "@/components/ui/stacked-bar";

/** What home shows of today. Amounts are plain decimals of `currency`, instants ISO 8601. */
export type HomeView = {
  readonly currency: string;
  /** `low`: the available float is below the mark that was set for it, or all gone. */
  readonly float: { readonly available: string; readonly held: string; readonly posted: string; readonly low: boolean };
  /** The accounts beside the float, and what they have together; null where there is none. */
  readonly beside: { readonly count: number; readonly posted: string } | null;
  /** Only what this person may decide. Null for who decides nothing: the card is left out. */
  readonly waiting: {
    readonly count: number;
    /** There are others that were not counted; the oldest and the sum are then not known. */
    readonly more: boolean;
    readonly oldestAt: string | null;
    readonly total: string | null;
  } | null;
  readonly completed: { readonly count: number; readonly cashIn: string; readonly cashOut: string };
  /** Hours 0 to 23 in the organisation's zone; hours without volume may be left out. */
  readonly hours: readonly HourView[];
};

/** The float, what waits, what was done, and the day by hour. */
export function HomeSummary({ view }: { view: HomeView }) {
  const t = useTranslations("home");
  return (
    <>
      <div
        className={
          view.waiting ? "grid grid-cols-2 gap-3.5 lg:grid-cols-[1.5fr_1fr_1fr]" : "grid gap-3.5 sm:grid-cols-2"
        }
      >
        <FloatCard view={view} />
        {view.waiting ? <WaitingCard waiting={view.waiting} /> : null}
        <Stat label={t("completedToday")} figure={view.completed.count}>
          <p className="mt-2.5 text-xs text-ink-3 tabular-nums">
            <Facts
              first={t("flowIn", { amount: groupDigits(view.completed.cashIn) })}
              second={t("flowOut", { amount: groupDigits(view.completed.cashOut) })}
            />
          </p>
        </Stat>
      </div>
      <VolumeChart hours={view.hours} cashIn={view.completed.cashIn} cashOut={view.completed.cashOut} />
    </>
  );
}

function FloatCard({ view }: { view: HomeView }) {
  const t = useTranslations("home");
  const tm = useTranslations("money.float");
  const { available, held, posted, low } = view.float;
  const heldShare = permilleOf(held, posted);
  return (
    <Card className={view.waiting ? "max-lg:col-span-2" : undefined}>
      <div className="flex items-center justify-between gap-2">
        <CardTitle>{t("availableFloat")}</CardTitle>
        {low ? <LowFloat /> : null}
      </div>
      <p className="mt-0.5 text-2xl font-semibold tracking-[-0.02em] tabular-nums">
        <span className="max-sm:text-l max-sm:font-medium max-sm:tracking-normal max-sm:text-ink-3">
          {view.currency}{" "}
        </span>
        {groupDigits(available)}
      </p>
      <div className="mt-3 mb-2">
        <StackedBar
          label={tm("bar", { available: groupDigits(available), held: groupDigits(held) })}
          parts={[
            { key: "available", permille: 1000 - heldShare, tone: "fill-accent" },
            { key: "held", permille: heldShare, tone: "fill-wait" },
          ]}
        />
      </div>
      <p className="flex flex-wrap gap-x-4 text-xs text-ink-3 tabular-nums">
        <span>
          {t.rich("posted", { amount: groupDigits(posted), b: (text) => <b className="text-ink">{text}</b> })}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-1.75 rounded-[2px] bg-wait" />
          <span>{t.rich("held", { amount: groupDigits(held), b: (text) => <b className="text-ink">{text}</b> })}</span>
        </span>
        {view.beside ? (
          <Link href="/float" className="underline underline-offset-2 hover:text-ink">
            {t.rich("beside", {
              count: view.beside.count,
              amount: groupDigits(view.beside.posted),
              b: (text) => <b className="text-ink">{text}</b>,
            })}
          </Link>
        ) : null}
      </p>
    </Card>
  );
}

function WaitingCard({ waiting }: { waiting: NonNullable<HomeView["waiting"]> }) {
  const t = useTranslations("home");
  return (
    <Link
      href="/approvals"
      className="group/waiting block rounded-card [&>section]:h-full [&>section]:transition-colors hover:[&>section]:border-line-strong"
    >
      <Stat label={t("waitingForYou")} figure={waiting.more ? t("more", { count: waiting.count }) : waiting.count}>
        <p className="mt-2.5 text-xs text-ink-3 tabular-nums">
          {waiting.more ? null : waiting.oldestAt === null || waiting.total === null ? (
            t("nothingWaits")
          ) : (
            <Facts
              first={t.rich("oldest", { age: () => <RelativeTime at={waiting.oldestAt ?? ""} /> })}
              second={t("inAll", { amount: groupDigits(waiting.total) })}
            />
          )}
        </p>
      </Stat>
    </Link>
  );
}

/** Two facts on a line, or on two where a phone has no room for them. */
function Facts({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <>
      <span className="max-sm:block">{first}</span>
      <span className="max-sm:hidden"> · </span>
      <span className="max-sm:block">{second}</span>
    </>
  );
}
