import { type Checked, type Finding, firstBadEntries, type Verification } from "@/lib/verification";
import type { VerifiedAll, VerifiedIssuer } from "./verify-all";

const SHOWN_OF_EACH = 5;

/** Hints for what has more than one cause. */
const HINTS: Readonly<Record<string, string>> = {
  "copy-ahead":
    "Copies of chain heads are ahead of the database: it was restored from a backup that is older, or the ends of chains were cut. " +
    "After a restore, what is missing must be brought back from the write-ahead log; keep the file of copies, it says how far each chain was.",
  "copy-differs":
    "Entries are not the ones that were copied: a chain was rewritten after the copy. The first bad entry lies after the last copy that stands.",
  "copies-missing":
    "Earlier verifications compared with a file of copies that is not in CHAIN_HEADS_DIR. Bring it back, or begin a new one knowingly: it is told once.",
  "copies-cut": "The file of copies has lost lines that an earlier verification read. Somebody had their hands on it.",
  "copies-broken": "A line of the file of copies was changed or removed.",
};

/** The outcome for people: each violation with what it is and where, the first bad entry of each chain, and a last line that says it all. */
export function toText({ issuers, strangers, violations, seconds }: VerifiedAll): string {
  const lines = [...issuers.flatMap(issuerLines), ...violationLines(strangers)];
  const { entries } = totals(issuers.flatMap(({ verification }) => verification.checked));
  const what = `${count(entries)} entries of ${count(issuers.length)} ${issuers.length === 1 ? "issuer" : "issuers"}`;
  lines.push(
    violations === 0
      ? `VERIFIED: ${what} in ${seconds.toFixed(1)} s, nothing is wrong.`
      : `NOT VERIFIED: ${count(violations)} ${violations === 1 ? "violation" : "violations"} in ${what} (${seconds.toFixed(1)} s).`,
  );
  return `${lines.join("\n")}\n`;
}

/** The outcome for machines, on one line. Counts are numbers; places are digits in a text. */
export function toJson({ issuers, strangers, violations, seconds }: VerifiedAll): string {
  const plain = (finding: Finding) => ({ ...finding, place: finding.place?.toString() ?? null });
  const outcome = {
    verified: violations === 0,
    violations,
    seconds,
    checked: totals(issuers.flatMap(({ verification }) => verification.checked)),
    issuers: issuers.map(({ id, name, verification, stored, copied }) => ({
      id,
      name,
      seconds: secondsOf(verification),
      checked: totals(verification.checked),
      copies: verification.copies,
      stored,
      copied,
      firstBad: firstBadEntries(verification.findings).map(plain),
      findings: verification.findings.map(plain),
    })),
    strangers: strangers.map(plain),
  };
  return `${JSON.stringify(outcome)}\n`;
}

function issuerLines({ name, id, verification, stored, copied }: VerifiedIssuer): string[] {
  const { checked, findings, copies } = verification;
  const sums = totals(checked);
  const compared = copies ? `${count(copies.lines)} copies of chain heads` : "no copies of chain heads yet";
  const first = firstBadEntries(findings).map(
    ({ organisation, place, detail }) => `  first bad entry of ${organisation}: ${place} (${detail})`,
  );
  return [
    `${name} (${id}): ${Object.entries(sums)
      .map(([what, n]) => `${count(n)} ${what === "auditEntries" ? "audit entries" : what}`)
      .join(", ")}, ${compared}, ${secondsOf(verification).toFixed(1)} s`,
    ...violationLines(findings),
    ...first,
    `  ${count(copied)} heads copied; the result is ${stored ? "shown to admins" : "not stored: WORKER_DATABASE_URL is not set"}`,
  ];
}

function violationLines(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ violation }) => violation))].flatMap((kind) => {
    const all = findings.filter(({ violation }) => violation === kind);
    const shown = all.slice(0, SHOWN_OF_EACH).map(({ subject, detail }) => `  ${kind} ${subject}: ${detail}`);
    const rest = all.length - shown.length;
    const hint = HINTS[kind];
    return [...shown, ...(rest > 0 ? [`  ${kind}: ${count(rest)} more`] : []), ...(hint ? [`  ${hint}`] : [])];
  });
}

type Totals = Record<Exclude<keyof Checked, "organisation">, number>;

function totals(checked: readonly Checked[]): Totals {
  const sum = (key: keyof Totals) => checked.reduce((n, one) => n + Number(one[key]), 0);
  return {
    transfers: sum("transfers"),
    entries: sum("entries"),
    operations: sum("operations"),
    decisions: sum("decisions"),
    holds: sum("holds"),
    auditEntries: sum("auditEntries"),
  };
}

function secondsOf({ startedAt, finishedAt }: Verification): number {
  return (finishedAt.getTime() - startedAt.getTime()) / 1000;
}

function count(n: number): string {
  return n.toLocaleString("en");
}
