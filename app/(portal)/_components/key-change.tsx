import { useTranslations } from "next-intl";
import { z } from "zod";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { fullTime } from "@/components/ui/zone-time";
import type { Currency } from "@/lib/kernel/currencies";
import { type Id, showId } from "@/lib/kernel/ids";
import { KEY_PERMISSIONS } from "@/lib/kernel/key-terms";
import { formatGrouped, money } from "@/lib/kernel/money";
import { KEYS_PATH } from "../settings/api-keys/keys-path";
import { ChangeRow, ChangeRows } from "./change-rows";
import { readShell } from "./read-shell";
import type { SerialisedOperation } from "./serialise-operation";

const limit = z
  .string()
  .regex(/^[0-9]+$/)
  .nullable();
const mandate = z.object({
  permissions: z.array(z.enum(KEY_PERMISSIONS)),
  maxAmount: limit,
  maxDaily: limit,
  allowedAddresses: z.array(z.string()),
  requestsPerMinute: z.number(),
  expiresAt: z.iso.datetime().optional(),
  expiresInDays: z.number().nullish(),
});
const creation = mandate.extend({ label: z.string() });
const widening = z.object({ label: z.string(), before: mandate, after: mandate });
const aboutKey = z.object({ keyId: z.uuid() });

type KeyMandate = z.infer<typeof mandate>;
type Place = { readonly currency: Currency; readonly zone: string };

/** What a request about an API key allows it, line by line, before and after; nothing for any other request. */
export async function KeyChange({ operation, currency }: { operation: SerialisedOperation; currency: Currency }) {
  const { type, payload } = operation;
  if (type !== "api-key-create" && type !== "api-key-widen") return null;
  const { shell } = await readShell();
  const place = { currency, zone: shell.zone };
  const { label, before, after } = type === "api-key-widen" ? widening.parse(payload) : newKeyOf(payload);
  return (
    <div className="flex flex-col gap-3">
      <MandateChange label={label} before={before} after={after} place={place} />
      <Meaning operation={operation} before={before} after={after} />
      {shell.org.kind === "distributor" ? <WayToKey operation={operation} /> : null}
    </div>
  );
}

function newKeyOf(payload: unknown): { label: string; before: null; after: KeyMandate } {
  const { label, ...after } = creation.parse(payload);
  return { label, before: null, after };
}

function MandateChange({
  label,
  before,
  after,
  place,
}: {
  label: string;
  before: KeyMandate | null;
  after: KeyMandate;
  place: Place;
}) {
  const t = useTranslations("apiKeys");
  const rowsOf = useRows(place);
  const old = before && rowsOf(before);
  // A request that leaves the end of the key as it is says nothing of it.
  const rows = rowsOf(after).map((row, line) => ({ ...row, value: row.value ?? old?.[line]?.value ?? "" }));
  const changed = rows.filter(({ value }, line) => old?.[line]?.value !== value);
  const same = rows.filter((row) => !changed.includes(row));
  return (
    <>
      <ChangeRows>
        <ChangeRow term={t("key")} after={label} />
        {changed.map(({ term, value }) => {
          const before = old?.find((row) => row.term === term)?.value;
          return <ChangeRow key={term} term={term} {...(before ? { before } : {})} after={value} />;
        })}
      </ChangeRows>
      {same.length > 0 ? (
        <p className="text-xs text-ink-3">
          {t("change.stays", { what: same.map(({ term, value }) => t("change.fact", { term, value })).join(" · ") })}
        </p>
      ) : null}
    </>
  );
}

/** What it comes to, in a sentence: who will hold the key, and what a leaked one could do. */
function Meaning({
  operation: { type, status, maker, counterparty },
  before,
  after,
}: {
  operation: SerialisedOperation;
  before: KeyMandate | null;
  after: KeyMandate;
}) {
  const t = useTranslations("apiKeys.change");
  if (status !== "pending") return null;
  const performs = after.permissions.includes("perform-operations");
  const isOpen = performs && after.allowedAddresses.length === 0 && before?.allowedAddresses.length !== 0;
  const isUnlimited = performs && after.maxDaily === null;
  return (
    <>
      <Callout tone="idle">
        {type === "api-key-create" ? `${t("makerReveals", { maker: maker.name })} ` : null}
        {/* Who made the key, whoever asks for more of it. */}
        {t(performs ? "actsAs" : "readsOnly", { maker: counterparty.name })}
      </Callout>
      {isOpen || isUnlimited ? (
        <Callout title={t("careful")}>
          {[isOpen ? t("anyAddress") : "", isUnlimited ? t("noDailyLimit") : ""].filter(Boolean).join(" ")}
        </Callout>
      ) : null}
    </>
  );
}

/** Once it is approved: the key itself, and to its maker that it is to be revealed. */
function WayToKey({ operation: { type, status, maker, payload } }: { operation: SerialisedOperation }) {
  const t = useTranslations("apiKeys.change");
  if (status !== "completed") return null;
  const href = `${KEYS_PATH}/${showId("apiKey", aboutKey.parse(payload).keyId as Id<"apiKey">)}`;
  return (
    <Callout
      tone="good"
      action={
        <LinkButton href={href} size="s">
          {t("openKey")}
        </LinkButton>
      }
    >
      {t(type === "api-key-create" && maker.isMe ? "revealIt" : "isDone")}
    </Callout>
  );
}

function useRows({ currency, zone }: Place): (mandate: KeyMandate) => { term: string; value: string | undefined }[] {
  const t = useTranslations("apiKeys");
  const amount = (minor: string | null) =>
    minor === null ? t("none") : `${currency} ${formatGrouped(money(BigInt(minor), currency))}`;
  return (one) => [
    { term: t("columns.permissions"), value: one.permissions.map((each) => t(`permissions.${each}`)).join(", ") },
    { term: t("fields.maxAmount"), value: amount(one.maxAmount) },
    { term: t("fields.maxDaily"), value: amount(one.maxDaily) },
    {
      term: t("columns.addresses"),
      value: one.allowedAddresses.length > 0 ? one.allowedAddresses.join(", ") : t("addresses.any"),
    },
    { term: t("fields.rate"), value: t("perMinute", { count: one.requestsPerMinute }) },
    {
      term: t("columns.expires"),
      value: one.expiresAt
        ? fullTime(new Date(one.expiresAt), zone)
        : typeof one.expiresInDays === "number"
          ? t("expires.afterApproval", { days: one.expiresInDays })
          : undefined,
    },
  ];
}
