import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, decide, submit } from "@/db/test/acts";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { money } from "@/lib/kernel/money";
import { readOperation } from "@/lib/operations";
import { findProof } from ".";

type Posted = { readonly id: string; readonly hash: string };

const COLUMNS = ["amount_minor", "chain_verified_at", "confirmed", "currency", "posted_at", "sequence_number"];

let world: World;
let a: TestDistributor;
let app: postgres.Sql;
let superuser: postgres.Sql;
/** A chain of three: the amounts are 10.00, 20.00 and 30.00. */
let first: Posted;
let middle: Posted;
let last: Posted;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  const maker = await a.person("Maker", ["maker"]);
  const checker = await a.person("Checker", ["checker"]);
  const { phone } = await world.customer("+2348123450001");
  const post = async (minor: bigint): Promise<Posted> => {
    const id = await submit(world, maker.caller, cashIn(minor, phone));
    await decide(world, checker.caller, id);
    const { transfer } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    if (!transfer) throw new Error("nothing was posted");
    return { id: transfer.id, hash: transfer.hash };
  };
  [first, middle, last] = [await post(10_00n), await post(20_00n), await post(30_00n)];
  app = postgres(world.urls.appUrl, { max: 1 });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app.end(), superuser.end()]);
  await world.close();
});

/** Whether a transfer is confirmed after statements that no role of ours may run; null when it is not found. Rolled back. */
async function confirmedAfter(statements: string, hash: string): Promise<boolean | null> {
  const done = { rollback: true };
  let confirmed: boolean | null = null;
  await superuser
    .begin(async (tx) => {
      await tx.unsafe(`set local session_replication_role = replica; ${statements}`);
      const [row] = await tx`select confirmed from find_proof(decode(${hash}, 'hex'))`;
      confirmed = row?.confirmed ?? null;
      throw done;
    })
    .catch((error) => {
      if (error !== done) throw error;
    });
  return confirmed;
}

describe("whoever holds the hash of a transfer", () => {
  it.each([
    ["first", () => first, 10_00n, 1n],
    ["middle", () => middle, 20_00n, 2n],
    ["last", () => last, 30_00n, 3n],
  ])("learns that the %s of a chain stands confirmed, its amount, time and place", async (_, posted, minor, place) => {
    const before = Date.now();
    const proof = await findProof(posted().hash);
    expect(proof).toEqual({
      amount: money(minor, "NGN"),
      sequenceNumber: place,
      postedAt: expect.any(Date),
      chainVerifiedAt: null,
      confirmed: true,
    });
    const postedAt = proof?.confirmed ? proof.postedAt.getTime() : 0;
    expect(postedAt).toBeGreaterThan(before - 120_000);
    expect(postedAt).toBeLessThanOrEqual(Date.now());
  });

  it("finds what stands in the issuer's own chain, too", async () => {
    const rows = await superuser`
      select encode(hash, 'hex') as hash from ledger_transfers where operation_id is null order by sequence_number`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { hash } of rows) expect(await findProof(hash)).toMatchObject({ confirmed: true });
  });

  it("has no other way in: near misses, parts, ids and the hash that every chain begins with find nothing", async () => {
    const { hash, id } = middle;
    const flipped = hash.slice(0, -1) + (hash.endsWith("0") ? "1" : "0");
    const tries = [flipped, hash.slice(0, 62), `${hash}00`, "", "00".repeat(32), id.replaceAll("-", "")];
    for (const text of tries) expect(await findProof(text)).toBeNull();
  });
});

describe("SQL as the application's role, in no scope", () => {
  it("gets the columns of the proof and nothing else", async () => {
    const [row] = await app`select * from find_proof(decode(${middle.hash}, 'hex'))`;
    expect(Object.keys(row ?? {}).sort()).toEqual(COLUMNS);
  });

  it("gets one transfer for one hash, and none without", async () => {
    expect((await app`select from unnest(array[null, '']::bytea[]) h, find_proof(h)`).length).toBe(0);
    const hashes = [first.hash, middle.hash, last.hash];
    expect((await app`select from unnest(${hashes}::text[]) h, find_proof(decode(h, 'hex'))`).length).toBe(3);
  });

  it("sees no more than its scope shows it in another distributor's, which can look the proof up like anybody", async () => {
    const b = await world.distributor(0n);
    const [row] = await inUnit(app, { issuerId: world.issuerId, organisation: b.id }, async (tx) => {
      const rows = await tx`select count(*)::int as seen from ledger_transfers`;
      return [{ ...rows[0], ...(await tx`select confirmed from find_proof(decode(${middle.hash}, 'hex'))`)[0] }];
    });
    expect(row).toEqual({ seen: 0, confirmed: true });
  });

  it("cannot read the tables in the name of the look-ups", async () => {
    await expect(app`set role portal_lookup`).rejects.toMatchObject({ code: "42501" });
  });
});

describe("when the whole chain was verified", () => {
  /** The time that is told after such verifications of the chain; the later one is newer. */
  async function toldAfter(runs: readonly { transfers: number; violations: number }[], hash: string): Promise<unknown> {
    const done = { rollback: true };
    let told: unknown;
    await superuser
      .begin(async (tx) => {
        for (const [n, { transfers, violations }] of runs.entries()) {
          await tx`insert into verifications select (jsonb_populate_record(null::verifications, jsonb_build_object('issuer_id',
            ${world.issuerId}::uuid, 'organisation_id', ${a.id}::uuid, 'run_id', gen_random_uuid(), 'trigger', 'nightly', 'started_at',
            '2026-11-20T01:00:00Z', 'finished_at', ${`2026-11-2${n}T01:00:00Z`}::text, 'transfers', ${transfers}::int, 'violations',
            ${violations}::int, 'entries', 0, 'operations', 0, 'decisions', 0, 'holds', 0, 'audit_entries', 0, 'findings', '[]'::jsonb,
            'unit_id', gen_random_uuid()))).*`;
        }
        [told] = await tx`select chain_verified_at, confirmed from find_proof(decode(${hash}, 'hex'))`;
        throw done;
      })
      .catch((error) => {
        if (error !== done) throw error;
      });
    return told;
  }

  it("is told of each transfer that the verification reached", async () => {
    const at = new Date("2026-11-20T01:00:00Z");
    const runs = [{ transfers: 2, violations: 0 }];
    expect(await toldAfter(runs, middle.hash)).toEqual({ chain_verified_at: at, confirmed: true });
    expect(await toldAfter(runs, last.hash)).toEqual({ chain_verified_at: null, confirmed: true });
  });

  it("is not told once a newer verification has found something", async () => {
    const runs = [
      { transfers: 3, violations: 0 },
      { transfers: 3, violations: 1 },
    ];
    expect(await toldAfter(runs, first.hash)).toEqual({ chain_verified_at: null, confirmed: true });
  });
});

describe("a transfer is not confirmed", () => {
  const row = (posted: Posted) => `where id = '${posted.id}'`;
  const legs = (posted: Posted) => `where transfer_id = '${posted.id}'`;
  const chain = () => `where organisation_id = '${a.id}'`;
  const entries = "update ledger_entries set";
  const transfers = "update ledger_transfers set";

  it.each<[string, () => Posted, () => string]>([
    ["whose amount was changed", () => middle, () => `${transfers} amount_minor = 1 ${row(middle)}`],
    [
      "whose amount was changed with its legs",
      () => middle,
      () =>
        `${transfers} amount_minor = amount_minor * 2 ${row(middle)}; ${entries} amount_minor = amount_minor * 2 ${legs(middle)}`,
    ],
    [
      "whose time was changed",
      () => middle,
      () => `${transfers} created_at = now() - interval '1 year' ${row(middle)}`,
    ],
    ["whose currency was changed", () => middle, () => `${transfers} currency = 'KES' ${row(middle)}`],
    ["whose operation was changed", () => middle, () => `${transfers} operation_id = null ${row(middle)}`],
    ["that is of a version nobody knows", () => middle, () => `${transfers} hash_version = 2 ${row(middle)}`],
    ["a leg of which is missing", () => last, () => `delete from ledger_entries ${legs(last)} and leg = 2`],
    ["all legs of which are missing", () => first, () => `delete from ledger_entries ${legs(first)}`],
    [
      "that left another balance behind",
      () => middle,
      () => `${entries} balance_after_minor = balance_after_minor + 1 ${legs(middle)} and leg = 1`,
    ],
    [
      "a leg of which names another account",
      () => middle,
      () => `${entries} account_id = gen_random_uuid() ${legs(middle)} and leg = 2`,
    ],
    [
      "that says it comes after another one",
      () => first,
      () => `${transfers} prev_hash = decode('${middle.hash}', 'hex') ${row(first)}`,
    ],
    ["that stands at another place", () => last, () => `${transfers} sequence_number = 7 ${row(last)}`],
    ["before which there is nothing", () => last, () => `delete from ledger_transfers ${row(middle)}`],
    ["after which there should be one", () => first, () => `delete from ledger_transfers ${row(middle)}`],
    [
      "on which its successor is not built",
      () => first,
      () => `${transfers} prev_hash = decode('${last.hash}', 'hex') ${row(middle)}`,
    ],
    [
      "that the chain's head does not know",
      () => last,
      () => `update ledger_chains set sequence_number = 2 ${chain()}`,
    ],
    [
      "that is last, where the head says another hash",
      () => last,
      () => `update ledger_chains set head_hash = decode('${first.hash}', 'hex') ${chain()}`,
    ],
    ["the chain of which has no head", () => middle, () => `delete from ledger_chains ${chain()}`],
  ])("%s", async (_, posted, statements) => {
    expect(await confirmedAfter("", posted().hash)).toBe(true);
    expect(await confirmedAfter(statements(), posted().hash)).toBe(false);
  });

  it("that is forged under the hash of a true one; the true one still is", async () => {
    const forged = `insert into ledger_transfers select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
      'operation_id', null, 'sequence_number', 9, 'amount_minor', 99))).* from ledger_transfers t ${row(middle)}`;
    expect(await confirmedAfter(forged, middle.hash)).toBe(true);
    expect(await confirmedAfter(`${forged}; delete from ledger_transfers ${row(middle)}`, middle.hash)).toBe(false);
  });

  it("and nothing more is told of it", async () => {
    const set = (minor: number) =>
      superuser.begin((tx) =>
        tx.unsafe(`set local session_replication_role = replica; ${transfers} amount_minor = ${minor} ${row(middle)}`),
      );
    await set(99_999);
    const told = await findProof(middle.hash);
    await set(20_00);
    expect(told).toEqual({ confirmed: false });
  });

  it("and is not found any more where its row is gone", async () => {
    expect(await confirmedAfter(`delete from ledger_transfers ${row(last)}`, last.hash)).toBeNull();
  });
});
