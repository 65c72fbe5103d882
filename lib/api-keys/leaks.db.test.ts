import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { revealedKey, tryKey } from "@/db/test/keys";
import { createWorld, type World } from "@/db/test/world";
import { makeLogger } from "@/lib/http/logger";
import type { E164 } from "@/lib/kernel/phone";
import { keyCaller, rotateKey } from ".";

let world: World;
let backstage: Backstage;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
});

afterAll(async () => {
  await backstage.close();
  await world.close();
});

/** All that a dump of the database would hold, as text: each row of each table, the server's own statistics of statements among them. */
async function dump(): Promise<string> {
  const tables = await backstage.sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    union all select 'pg_catalog.pg_stat_activity'`;
  expect(tables.length).toBeGreaterThan(25);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await backstage.sql.unsafe(`select row_to_json(t)::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => String(row)));
  }
  return texts.join("\n");
}

it("a secret is nowhere in a dump of the database, whole or in part, nor in the log of what went wrong with it", async () => {
  const a = await world.distributor(1_000_00n);
  const maker = await a.person("Maker", ["maker"]);
  const checker = await a.person("Checker", ["checker"]);
  const customer: { phone: E164 } = await world.customer("+2348123450001");
  const { id, secret } = await revealedKey(world, { maker, checker });
  const next = await world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "1h" }));
  for (const one of [secret, next]) {
    expect(await tryKey(one)).toBe("accepted");
    await submit(world, await keyCaller(one, null), cashIn(1n, customer.phone));
  }
  const lines: string[] = [];
  const log = makeLogger("trace", { write: (line) => void lines.push(line) });
  const wrong = await codeOf(keyCaller(`${secret}x`, null));
  const refused = await rotateAs(checker.caller, id).catch((err: unknown) => err);
  log.error(
    { err: refused, authorization: `Bearer ${secret}`, request: { headers: { authorization: `Bearer ${next}` } } },
    wrong,
  );
  const whole = `${await dump()}\n${lines.join("\n")}`;
  for (const one of [secret, next]) {
    // What a list shows are the first eight characters and the last four, no more.
    for (const part of [one, one.slice(8), one.slice(0, 12), one.slice(-8)]) expect(whole).not.toContain(part);
    expect(whole).not.toContain(Buffer.from(one).toString("hex"));
    expect(whole).not.toContain(Buffer.from(one).toString("base64").slice(0, 60));
  }
});

const rotateAs = (caller: Parameters<World["as"]>[0], keyId: Parameters<typeof rotateKey>[1]["keyId"]) =>
  world.as(caller, (ctx) => rotateKey(ctx, { keyId, overlap: "now" }));
