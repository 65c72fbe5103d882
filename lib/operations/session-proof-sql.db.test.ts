import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, decide, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";

// An attacker who has the application's role and writes what SQL they like, and who is a member without the role for it.

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let viewer: TestPerson;
let app: postgres.Sql;
let pending: Id<"operation">;
const phone = parsePhone("+2348123450001");

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  viewer = await a.person("Viewer", ["viewer"]);
  await world.customer(phone);
  app = postgres(world.urls.appUrl, { max: 1 });
});

beforeEach(async () => {
  pending = await submit(world, maker.caller, cashIn(1_00n, phone));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: a.id });
type Who = Pick<TestPerson, "id" | "sessionId" | "proof">;

const decided = (by: Who, said: Record<string, string> = {}) =>
  inUnit(app, scope(), async (tx, unit) => [
    ...(await claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, pending, by, said)),
  ]);

const made = (by: Who, said: Record<string, postgres.JSONValue> = {}) =>
  inUnit(app, scope(), async (tx, unit) => {
    const whose = { maker_id: by.id, session_id: by.sessionId, session_proof: by.proof, desk_id: a.id };
    return [
      ...(await tx`
        select outcome from operations_submit(${world.issuerId}, ${unit}, (
          select jsonb_build_array(to_jsonb(o) || jsonb_build_object('id', gen_random_uuid()) || ${tx.json({ ...whose, ...said })}::jsonb)
            from operations o where o.id = ${pending}))`),
    ];
  });

const FORBIDDEN = [{ outcome: "forbidden" }];

describe("with the application's role and free SQL", () => {
  it("one reads which sessions there are, and not what proves that one has them", async () => {
    const read = (what: string) =>
      inUnit(app, scope(), (tx) => tx.unsafe(`select ${what} from sessions`)).then(
        () => "done",
        (error) => error.code,
      );
    expect([await read("id, person_id"), await read("token_hash"), await read("*")]).toEqual([
      "done",
      "42501",
      "42501",
    ]);
  });

  it("nobody decides through a session whose id is all they know of it", async () => {
    for (const proof of ["", viewer.proof, maker.proof])
      expect(await decided({ ...checker, proof })).toEqual(FORBIDDEN);
    expect(await decided(checker)).toEqual([{ outcome: "claimed" }]);
  });

  it("nobody makes an operation or recalls one through such a session", async () => {
    for (const proof of ["", viewer.proof, checker.proof]) expect(await made({ ...maker, proof })).toEqual(FORBIDDEN);
    const recalled = (proof: string) =>
      inUnit(app, scope(), async (tx, unit) => [
        ...(await tx`select operations_claim_end(${world.issuerId}, ${unit}, ${a.id}, ${maker.id}, ${maker.sessionId},
                            decode(${proof}, 'hex'), ${[pending]}) as id`),
      ]);
    expect([await recalled(checker.proof), await recalled(maker.proof)]).toEqual([[], [{ id: pending }]]);
  });

  it("nobody gives themselves a role for it: what a call says of roles and numbers is not heard", async () => {
    const said = { roles: "viewer", p_roles: "viewer", decider_roles: "viewer" };
    expect(await decided(viewer, said)).toEqual(FORBIDDEN);
    expect(await made(viewer, { roles: ["viewer"], maker_roles: ["viewer"] })).toEqual(FORBIDDEN);
  });

  it("nobody makes at a distributor's desk what only the issuer's people ask for, or the other way round", async () => {
    const both = await a.person("Maker and admin", ["maker", "admin"]);
    expect(await made(both, { type: "float-sale" })).toEqual(FORBIDDEN);
    expect(await made(both, { type: "distributor-limits" })).toEqual(FORBIDDEN);
    expect(await made(both, { desk_id: world.issuerId })).toEqual(FORBIDDEN);
    expect(await made(both, { type: "something-new" })).toEqual(FORBIDDEN);
  });

  it("an operation needs the approvals that its type asks for, and not those that the call names", async () => {
    const needed = await inUnit(app, scope(), async (tx, unit) => {
      const said = { id: crypto.randomUUID(), type: "float-request", approvals_needed: 1, issuer_approvals: 0 };
      const by = { maker_id: maker.id, session_id: maker.sessionId, session_proof: maker.proof, desk_id: a.id };
      await tx`select operations_submit(${world.issuerId}, ${unit}, (
        select jsonb_build_array(to_jsonb(o) || ${tx.json({ ...said, ...by })}::jsonb) from operations o where o.id = ${pending}))`;
      return [...(await tx`select approvals_needed, issuer_approvals from operations where id = ${said.id}`)];
    });
    expect(needed).toEqual([{ approvals_needed: 2, issuer_approvals: 1 }]);
  });
});

it("whoever has the session and the role decides as ever", async () => {
  expect(await decide(world, checker.caller, pending)).toMatchObject({ status: "completed" });
});
