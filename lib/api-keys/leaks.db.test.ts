import { afterAll, beforeAll, expect, it } from "vitest";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import type { RevealPage } from "@/db/test/front-child";
import { startFronts } from "@/db/test/front-processes";
import { approvedKey } from "@/db/test/keys";
import { pathOf } from "@/db/test/portal";
import { createWorld, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import type { UserPrincipal } from "@/lib/runtime";
import { rotateKey } from ".";

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

/** A process that writes all that it can write, and what it answers. */
async function frontOf(world: World) {
  const fronts = await startFronts(world, 1, { LOG_LEVEL: "debug" });
  const [origin] = fronts.origins;
  const post = (path: string, body: unknown, authorization?: string) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const get = (path: string, authorization: string) => fetch(`${origin}${path}`, { headers: { authorization } });
  return { fronts, post, get };
}

it("a secret is nowhere in a dump of the database, whole or in part, nor in what the process writes that revealed and served it", async () => {
  const a = await world.distributor(1_000_00n);
  const maker = await a.person("Maker", ["maker"]);
  const checker = await a.person("Checker", ["checker"]);
  const customer: { phone: E164 } = await world.customer("+2348123450001");
  const keyId = await approvedKey(world, { maker, checker });
  const { fronts, post, get } = await frontOf(world);
  const person = (await maker.caller.authenticate(null as never, { address: null })) as UserPrincipal;
  const page: RevealPage = { keyId, person };
  const { secret } = (await (await post("/reveal", page)).json()) as { secret: string };
  expect(await (await post("/reveal", page)).json()).toMatchObject({ code: "api-keys.already-revealed" });
  const next = await world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId, overlap: "1h" }));
  const statuses: number[] = [];
  for (const one of [secret, next]) {
    const bearer = `Bearer ${one}`;
    const operation = { operationType: "cash-in", amount: "0.01", phoneTo: customer.phone };
    const answers = [
      await get(pathOf(a, "balance"), bearer),
      await post(pathOf(a, "operations"), operation, bearer),
      await post(pathOf(a, "operations"), "{", bearer),
      await get(pathOf(a, "nowhere"), bearer),
      await get(pathOf(a, "balance"), `${bearer}x`),
      await get(pathOf(a, "balance"), `Basic ${one}`),
      await get("/settings/api-keys", bearer),
    ];
    statuses.push(...answers.map(({ status }) => status));
    for (const answer of answers) expect(await answer.text()).not.toContain(one.slice(8));
  }
  expect(statuses).toEqual([200, 200, 400, 404, 401, 401, 200, 200, 200, 400, 404, 401, 401, 200]);
  await fronts.close();
  const written = fronts.output();
  // It is their output that is read here: what it says of these requests is in it.
  for (const path of ["/reveal", pathOf(a, "balance"), pathOf(a, "operations")]) expect(written).toContain(path);
  const whole = `${await dump()}\n${written}`;
  for (const one of [secret, next]) {
    // What a list shows are the first eight characters and the last four, no more.
    for (const part of [one, one.slice(8), one.slice(0, 12), one.slice(-8)]) expect(whole).not.toContain(part);
    expect(whole).not.toContain(Buffer.from(one).toString("hex"));
    expect(whole).not.toContain(Buffer.from(one).toString("base64").slice(0, 60));
  }
});
