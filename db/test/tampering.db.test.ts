import { randomInt } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finding, firstBadEntries } from "@/lib/verification";
import { randomOf } from "./model/random";
import { IN_CHAINS } from "./tampering/in-chains";
import { IN_ROWS } from "./tampering/in-rows";
import { makePast } from "./tampering/make-past";
import { type Past, readPast } from "./tampering/past";
import type { Tampering } from "./tampering/tampering";
import { createWorld, type World } from "./world";

const TIMES = 1_000;
const OPERATIONS = 160;
const seed = Number(process.env.TAMPER_SEED ?? randomInt(2 ** 31));

/** Not null, unique, check: constraints hold for a superuser, too. */
const REFUSED = new Set(["23502", "23505", "23514"]);

type Copy = { organisation: string; kind: string; sequence: number; hash: string };

let world: World;
let past: Past;
let superuser: postgres.Sql;
const copies: Copy[] = [];

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => {} });
  const people = await makePast(world, randomOf(seed), OPERATIONS, copyAll);
  past = await readPast(superuser, world.issuerId, people);
});

afterAll(async () => {
  await superuser?.end();
  await world?.close();
});

async function copyAll(): Promise<void> {
  const heads = await superuser<{ organisation: string; kind: string; sequence: string; hash: string }[]>`
    select organisation_id as organisation, 'transfers' as kind, sequence_number as sequence, encode(head_hash, 'hex') as hash
      from ledger_chains where sequence_number > 0
    union all select organisation_id, 'audit', seq, encode(head_hash, 'hex') from audit_chains where seq > 0`;
  for (const head of heads) copies.push({ ...head, sequence: Number(head.sequence) });
}

/**
 * What a verification finds after some SQL by a superuser with triggers off, which is then rolled back; null when it changed nothing, or a
 * constraint refused it.
 */
async function found(statements: string): Promise<Finding[] | null> {
  let findings: Finding[] | null = null;
  const rollback = new Error("tampered for this look only");
  await superuser
    .begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      const results = await tx.unsafe(statements);
      const counts = [results].flat().map((result) => (result as unknown as { count: number | null }).count ?? 0);
      if (counts.reduce((sum, count) => sum + count, results.count ?? 0) === 0) throw rollback;
      const unit = crypto.randomUUID();
      await tx.unsafe(`set local role portal_auditor; set local app.issuer = '${world.issuerId}'; set local app.organisation = '*';
        set local app.unit = '${unit}'`);
      const rows = await tx<
        {
          place: string | null;
          organisation_id: Finding["organisation"];
          violation: string;
          subject: string;
          detail: string;
        }[]
      >`
        select * from verification_violations(${world.issuerId}, ${unit})
        union all select * from verification_copies(${world.issuerId}, ${unit}, ${tx.json(copies as never)})`;
      findings = rows.map(({ organisation_id, place, ...row }) => ({
        ...row,
        organisation: organisation_id,
        place: place === null ? null : BigInt(place),
      }));
      throw rollback;
    })
    .catch((error) => {
      if (error !== rollback && !REFUSED.has(error.code)) throw error;
    });
  return findings;
}

/** Why a verification does not do: nothing was found, or the first bad entry was not named. */
function shortcoming({ first, since, subjects }: Tampering, findings: readonly Finding[]): string | null {
  if (findings.length === 0) return "was not found";
  const firsts = firstBadEntries(findings);
  const named = (bad: NonNullable<typeof first>, place: number) =>
    firsts.some(
      (entry) => entry.organisation === bad.organisation && entry.place === BigInt(place) && isOf(entry, bad.kind),
    );
  if (first && !named(first, first.place)) return `does not name ${first.kind} ${first.place} of ${first.organisation}`;
  if (since) {
    const later = copies.filter(
      (copy) => copy.organisation === since.organisation && copy.kind === since.kind && copy.sequence >= since.place,
    );
    const place = Math.min(...later.map((copy) => copy.sequence));
    if (!named(since, place) && !named(since, since.place))
      return `does not name ${since.kind} ${since.place} up to ${place}`;
  }
  if (subjects && !findings.some(({ subject }) => subjects.includes(subject)))
    return `names none of ${subjects.join(", ")}`;
  return null;
}

function isOf({ violation, detail }: Finding, kind: "transfers" | "audit"): boolean {
  return violation.startsWith("copy-")
    ? detail.startsWith(kind)
    : violation.startsWith(kind === "audit" ? "audit-" : "transfer-");
}

describe("verification", () => {
  it("has no false alarm on what really happened", async () => {
    expect(await found("select 1")).toEqual([]);
    expect(copies.length).toBeGreaterThan(40);
  });

  it("finds a thousand random tamperings by a superuser, and names the first bad entry of each", {
    timeout: 240_000,
  }, async () => {
    process.stdout.write(`tampering: seed ${seed}\n`);
    const random = randomOf(seed);
    const missed: string[] = [];
    const ways = new Set<string>();
    for (let n = 0; n < TIMES; ) {
      const tampering = random.pick([...IN_CHAINS, ...IN_ROWS])(past, random);
      const findings = tampering && (await found(tampering.sql));
      if (!tampering || !findings) continue;
      n += 1;
      ways.add(tampering.how);
      const why = shortcoming(tampering, findings);
      const said = findings.slice(0, 6).map((f) => `${f.violation} ${f.subject} ${f.place} ${f.detail}`);
      if (why) missed.push(`${tampering.how}: ${why}\n    ${tampering.sql}\n    ${said.join("\n    ")}`);
    }
    process.stdout.write(`tampering: ${TIMES} in ${ways.size} ways, ${missed.length} missed\n`);
    expect(missed).toEqual([]);
  });
});
