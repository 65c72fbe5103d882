import { describe, expect, it } from "vitest";
import type { Id } from "@/lib/kernel/ids";
import type { Finding } from "@/lib/verification";
import { toJson, toText } from "./report";
import type { VerifiedAll, VerifiedIssuer } from "./verify-all";

const ISSUER = "00000000-0000-4000-8000-000000000001" as Id<"issuer">;
const OWN = "00000000-0000-4000-8000-000000000002" as Id<"distributor">;
const COUNTS = { transfers: 600n, entries: 1200n, operations: 600n, decisions: 599n, holds: 1n, auditEntries: 1800n };

function issuer(findings: readonly Finding[], more: Partial<VerifiedIssuer> = {}): VerifiedIssuer {
  const [startedAt, finishedAt] = [new Date("2026-01-01T00:00:00.000Z"), new Date("2026-01-01T00:00:01.250Z")];
  const checked = [OWN, ISSUER].map((organisation) => ({ organisation, ...COUNTS }));
  const verification = { startedAt, finishedAt, checked, findings, copies: null };
  return { id: ISSUER, name: "Issuer", verification, stored: true, copied: 4, ...more };
}

const all = (issuers: VerifiedIssuer[], strangers: Finding[] = []): VerifiedAll => ({
  issuers,
  strangers,
  violations: issuers.reduce((n, { verification }) => n + verification.findings.length, strangers.length),
  seconds: 1.54,
});
const chain = (place: bigint): Finding => ({
  violation: "transfer-chain",
  subject: `transfer ${place}`,
  detail: `sequence ${place}: it is not what was hashed`,
  organisation: OWN,
  place,
});
const AHEAD: Finding = { ...chain(9n), violation: "copy-ahead", subject: OWN, detail: "transfers: the head is at 8" };
const STRANGER: Finding = { ...chain(1n), violation: "stranger", subject: "x", organisation: null, place: null };

describe("the report for people", () => {
  it("says what was counted, compared and stored, and ends with the line that says it all", () => {
    const copies = { first: "00", lines: 1234, last: "01" };
    const compared = issuer([], { stored: false });
    const { verification } = compared;
    expect(toText(all([issuer([]), { ...compared, verification: { ...verification, copies } }]))).toBe(
      `Issuer (${ISSUER}): 1,200 transfers, 2,400 entries, 1,200 operations, 1,198 decisions, 2 holds, 3,600 audit entries, no copies of chain heads yet, 1.3 s
  4 heads copied; the result is shown to admins
Issuer (${ISSUER}): 1,200 transfers, 2,400 entries, 1,200 operations, 1,198 decisions, 2 holds, 3,600 audit entries, 1,234 copies of chain heads, 1.3 s
  4 heads copied; the result is not stored: WORKER_DATABASE_URL is not set
VERIFIED: 4,800 entries of 2 issuers in 1.5 s, nothing is wrong.
`,
    );
  });

  it("tells five violations of a kind and how many more, with a hint where there may be several causes, and where the chain begins to be bad", () => {
    const lines = toText(all([issuer([...[8n, 7n, 6n, 5n, 4n, 3n, 2n].map(chain), AHEAD])])).split("\n");
    expect(lines.slice(1)).toEqual([
      ...[8, 7, 6, 5, 4].map((n) => `  transfer-chain transfer ${n}: sequence ${n}: it is not what was hashed`),
      "  transfer-chain: 2 more",
      `  copy-ahead ${OWN}: transfers: the head is at 8`,
      expect.stringMatching(/^ {2}Copies of chain heads are ahead of the database: it was restored from a backup/),
      `  first bad entry of ${OWN}: 2 (sequence 2: it is not what was hashed)`,
      "  4 heads copied; the result is shown to admins",
      "NOT VERIFIED: 8 violations in 2,400 entries of 1 issuer (1.5 s).",
      "",
    ]);
  });

  it("tells rows of nobody, and of one violation in the singular", () => {
    const text = toText(all([], [STRANGER]));
    expect(text).toBe(
      "  stranger x: sequence 1: it is not what was hashed\nNOT VERIFIED: 1 violation in 0 entries of 0 issuers (1.5 s).\n",
    );
  });
});

describe("the report for machines", () => {
  it("is one line: counts are numbers, places digits in a text or null", () => {
    const json = toJson(all([issuer([chain(3n), chain(9_007_199_254_740_993n)])], [STRANGER]));
    expect(json).toMatch(/^[^\n]+\n$/);
    const counts = {
      transfers: 1200,
      entries: 2400,
      operations: 1200,
      decisions: 1198,
      holds: 2,
      auditEntries: 3600,
    };
    const findings = [chain(3n), chain(9_007_199_254_740_993n)].map((one) => ({ ...one, place: String(one.place) }));
    expect(JSON.parse(json)).toEqual({
      verified: false,
      violations: 3,
      seconds: 1.54,
      checked: counts,
      issuers: [
        {
          id: ISSUER,
          name: "Issuer",
          seconds: 1.25,
          checked: counts,
          copies: null,
          stored: true,
          copied: 4,
          firstBad: [findings[0]],
          findings,
        },
      ],
      strangers: [STRANGER],
    });
  });

  it("says so when nothing is wrong", () => {
    expect(JSON.parse(toJson(all([issuer([])])))).toMatchObject({ verified: true, violations: 0, strangers: [] });
  });
});
