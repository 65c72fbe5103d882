import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { type AuditQuery, auditHref } from "../audit-query";
import type { Fact, SerialisedEntry } from "../serialise-entry";

/** All that the record keeps of an entry: before and after, why it was refused, by which request, and its place in the chain. */
export function EntryFacts({ entry, query }: { entry: SerialisedEntry; query: AuditQuery }) {
  const t = useTranslations("audit.facts");
  const { subject, code } = entry;
  return (
    <div className="mt-2.5 flex flex-col gap-2.5 rounded-control bg-sunken px-3 py-2.5">
      <DefinitionList
        items={[
          {
            term: t("why"),
            value: code && <span data-verbatim>{isErrorCode(code) ? ERRORS[code].message : code}</span>,
          },
          ...entry.facts.map((fact) => ({ ...labelOf(t, fact.name), value: <Value fact={fact} /> })),
          { term: t("at"), value: <RelativeTime at={entry.at} form="full" /> },
          {
            term: t("about"),
            value: subject?.id ? <CopyId value={subject.id} /> : null,
            note: subject?.id ? (
              <Link href={auditHref(query, { about: subject.id })} className="font-medium text-accent">
                {t("allAbout")}
              </Link>
            ) : null,
          },
          { term: t("request"), value: entry.requestId ? <CopyId value={entry.requestId} /> : null },
          { term: t("place"), value: <span className="tabular-nums">{entry.seq}</span> },
          { term: t("hash"), value: <CopyId value={entry.hash} /> },
        ]}
      />
    </div>
  );
}

function Value({ fact }: { fact: Fact }) {
  const t = useTranslations("audit.facts");
  if (fact.before === null) return <span data-verbatim>{fact.value}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span data-verbatim className="text-ink-3">
        {fact.before}
      </span>
      <ArrowRight role="img" aria-label={t("became")} className="size-3.5 text-ink-3" />
      <span data-verbatim>{fact.value}</span>
    </span>
  );
}

const KNOWN = [
  "change",
  "comment",
  "reason",
  "type",
  "amount",
  "amountMinor",
  "currency",
  "source",
  "roles",
  "name",
  "label",
  "permissions",
  "phone",
  "step",
  "with",
  "sessions",
  "what",
  "page",
  "entries",
  "digest",
  "revision",
  "session",
  "desk",
  "approvals",
  "issuerApprovals",
  "shortCode",
  "trigger",
  "violations",
  "head",
  "permission",
  "operation",
  "decision",
  "decidedBy",
  "decidedAt",
  "missing",
  "broken",
  "secret",
  "overlap",
  "maxAmount",
  "maxDaily",
  "maxWeekly",
  "allowedAddresses",
  "requestsPerMinute",
  "expiresAt",
  "expiresInDays",
  "days",
  "timeZone",
  "adminId",
  "status",
  "available",
  "attemptsLeft",
  "retryAfterSeconds",
] as const;

/** A fact's name in words; one that is not known here as the record has it, taken apart. */
function labelOf(t: ReturnType<typeof useTranslations<"audit.facts">>, name: string) {
  const known = KNOWN.find((one) => one === name);
  return known
    ? { term: t(`known.${known}`) }
    : { term: name.replaceAll(/([A-Z])/g, " $1").toLowerCase(), isVerbatim: true };
}
