import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { inUnit } from "@/db/test/in-unit";
import { revealedKey } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { hashKey } from "@/lib/api-keys/key-format";
import type { Id } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";

// An attacker who has the application's role, and writes what SQL they like in the name of a key.

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let app: postgres.Sql;
let key: { id: Id<"apiKey">; secret: string };
let pending: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  const checker = await a.person("Checker", ["checker"]);
  const phone = parsePhone("+2348123450001");
  await world.customer(phone);
  key = await revealedKey(world, { maker, checker }, { maxAmountMinor: 5_00n });
  pending = await submit(world, maker.caller, cashIn(1_00n, phone));
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  await app.end();
  await backstage.close();
  await world.close();
});

/** The outcome, or the code of why the database took no such row: what is asked for here has the hold of another operation. */
const made = (secret: string, amount = "100") =>
  inUnit(app, { issuerId: world.issuerId, organisation: a.id }, async (tx, unit) => {
    const by = { maker_id: maker.id, maker_key_id: key.id, key_proof: hashKey(secret).toString("hex") };
    const [row] = await tx`
      select outcome from operations_submit(${world.issuerId}, ${unit}, (
        select jsonb_build_array(to_jsonb(o) || jsonb_build_object('id', gen_random_uuid())
                                 || ${tx.json({ ...by, desk_id: a.id, session_id: null, amount_minor: amount })}::jsonb)
          from operations o where o.id = ${pending}))`;
    return row?.outcome as string;
  }).catch((error: { code?: string }) => String(error.code));

it("nothing is made in a key's name without one of its secrets, or above what it may move at once", async () => {
  expect(await made(`${key.secret}x`)).toBe("forbidden");
  expect(await made(key.secret, "501")).toBe("forbidden");
  expect(await made(key.secret)).not.toBe("forbidden");
});

it("nothing is made by a key that was switched off, or stopped, after its request was let in", async () => {
  const set = (what: string) => backstage.sql.unsafe(`update distributors set ${what} where id = '${a.id}'`);
  await set("features_off = '{api-keys}'");
  expect(await made(key.secret)).toBe("forbidden");
  await set(
    `features_off = '{}', keys_stopped_at = now(), keys_stopped_by = '${maker.id}', keys_stopped_reason = 'Leak'`,
  );
  expect(await made(key.secret)).toBe("forbidden");
  await set("keys_stopped_at = null, keys_stopped_by = null, keys_stopped_reason = null");
  expect(await made(key.secret)).not.toBe("forbidden");
});
