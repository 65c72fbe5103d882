import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Id, newId } from "@/lib/kernel/ids";
import { decide, submit } from "./acts";
import { type Backstage, goBackstage } from "./backstage";
import { claimInSql } from "./claim-in-sql";
import { inUnit } from "./in-unit";
import { approvedKey, newKey, startKeys, wider } from "./keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

// An attacker who has the application's role and writes what SQL they like, in units of work of their own.

let world: World;
let backstage: Backstage;
let d: TestDistributor;
let maker: TestPerson;
let both: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let app: postgres.Sql;
let key: Id<"apiKey">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  d = await world.distributor(1_000_00n);
  maker = await d.person("Maker", ["maker"]);
  both = await d.person("Maker and checker", ["maker", "checker"]);
  checker = await d.person("Checker", ["checker"]);
  admin = await d.person("Admin", ["admin"]);
  app = postgres(world.urls.appUrl, { max: 1 });
});
beforeEach(async () => {
  key = await approvedKey(world, { maker: both, checker }, { permissions: ["read-balance"], maxAmountMinor: 5_00n });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await backstage.close();
  await world.close();
});

const refusal = (work: Promise<unknown>) =>
  work.then((answer) => answer ?? "done").catch((error) => error.code ?? error);
type Deed = (tx: postgres.TransactionSql, unit: string) => Promise<unknown>;
const tried = (work: Deed, organisation: string = d.id) =>
  refusal(inUnit(app, { issuerId: world.issuerId, organisation }, work));

describe("an operation about keys", () => {
  const apply =
    (id: string): Deed =>
    async (tx, unit) => [...(await tx`select api_keys_apply(${world.issuerId}, ${unit}, ${id}) as outcome`)];
  const claim =
    (id: string, by: TestPerson): Deed =>
    async (tx, unit) => [...(await claimInSql(tx, unit, { issuerId: world.issuerId, desk: d.id }, id, by))];
  /** Makes an operation out of another one, changed as one likes, and approves it at once. */
  const forge =
    (from: string, change: Record<string, unknown>, by: TestPerson, decider: TestPerson): Deed =>
    async (tx, unit) => {
      const id = newId("operation");
      const row = {
        id,
        session_id: by.sessionId,
        session_proof: by.proof,
        maker_id: by.id,
        desk_id: d.id,
        ...change,
      };
      const [made] = await tx`
        select outcome from operations_submit(${world.issuerId}, ${unit}, (
          select jsonb_build_array(to_jsonb(o) || ${tx.json(row as never)}) from operations o where o.id = ${from}))`;
      if (made?.outcome !== "ok") return [made];
      await claim(id, decider)(tx, unit);
      return apply(id)(tx, unit);
    };
  const ok = [{ outcome: "ok" }];

  it("is not applied before a checker who is neither its maker nor the key's has approved it in that very unit", async () => {
    const id = await submit(world, maker.caller, wider(key, { permissions: ["read-balance"], maxAmountMinor: 6_00n }));
    expect(await tried(apply(id))).toBe("PU003");
    for (const by of [maker, both, admin]) {
      expect(await tried(async (tx, unit) => [await claim(id, by)(tx, unit), await apply(id)(tx, unit)])).toBe("PU003");
    }
    expect(
      await tried(async (tx, unit) => {
        await claim(id, checker)(tx, unit);
        return apply(id)(tx, unit);
      }),
    ).toEqual(ok);
  });

  it("about another key than the checker read of, or by somebody who is no maker, changes nothing", async () => {
    const asked = await submit(
      world,
      maker.caller,
      wider(key, { permissions: ["read-balance"], maxAmountMinor: 6_00n }),
    );
    expect(await tried(forge(asked, {}, maker, checker))).toEqual(ok);
    // The key's maker approves what says that it is about somebody else.
    expect(await tried(forge(asked, { counterparty_id: admin.id }, maker, both))).toBe("PU003");
    expect(await tried(forge(asked, { counterparty_kind: "distributor", counterparty_id: d.id }, maker, both))).toBe(
      "PU003",
    );
    expect(await tried(forge(asked, {}, admin, checker))).toEqual([{ outcome: "forbidden" }]);
    const made = await submit(world, maker.caller, newKey());
    expect(await tried(forge(made, { counterparty_id: both.id }, maker, checker))).toBe("PU003");
    const forever = {
      payload: {
        keyId: newId("apiKey"),
        label: "x",
        permissions: ["read-balance"],
        maxAmount: null,
        maxDaily: null,
        allowedAddresses: [],
        requestsPerMinute: 1,
        expiresInDays: 9_999,
      },
    };
    expect(await tried(forge(made, forever, maker, checker))).toBe("PU004");
    expect(
      await tried(forge(made, { payload: { ...forever.payload, keyId: key, expiresInDays: 1 } }, maker, checker)),
    ).toEqual([{ outcome: "api-keys.changed-meanwhile" }]);
  });

  it("of another kind starts no keys, and one that is done is not applied again", async () => {
    await backstage.sql`update distributors set keys_stopped_at = now() where id = ${d.id}`;
    const start = await submit(world, maker.caller, startKeys());
    expect(await tried(forge(start, { type: "api-keys-restart" }, maker, checker))).toEqual([{ outcome: "forbidden" }]);
    expect(await tried(forge(start, {}, maker, checker))).toEqual(ok);
    await decide(world, checker.caller, start);
    expect(await tried(apply(start))).toBe("PU003");
  });
});
