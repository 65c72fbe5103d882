import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Authenticator, giveAuthenticator } from "@/db/test/authenticator";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { inUnit } from "@/db/test/in-unit";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { stepUp } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { reviseOperation } from "./revise-operation";

let world: World;
let backstage: Backstage;
let phone: E164;
let d: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let shows: Authenticator;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123450001")).phone;
});

beforeEach(async () => {
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  checker = await d.person("Checker", ["checker"]);
  await d.person("Second checker", ["checker"]);
  const admin = await d.person("Admin", ["admin"]);
  await putInForce(world, { distributor: d, admin, checker }, [ruleFor({ fromMinor: "10000", stepUp: true })]);
  shows = await giveAuthenticator(world, checker);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const pay = (minor = 100_00n) => submit(world, maker.caller, cashIn(minor, phone));
const show = async (code: string, ...operationIds: Id<"operation">[]) =>
  (await world.as(checker.caller, (ctx) => stepUp(ctx, { code, operationIds }))).outcome;
const approve = (id: Id<"operation">) => codeOf(decide(world, checker.caller, id));

describe("above the amount of a step-up", () => {
  it("an approval needs a fresh code, and a rejection none", async () => {
    const [id, other] = [await pay(), await pay()];
    expect(await approve(id)).toBe("auth.step-up-required");
    expect((await decide(world, checker.caller, other, "reject")).status).toBe("rejected");
    expect(await show(await shows(), id)).toBe("confirmed");
    expect(await approve(id)).toBe("accepted");
    expect(await approve(await pay(99_99n))).toBe("accepted");
  });

  it("one code is enough for all that was shown with it, and for nothing else", async () => {
    const [one, two, three, other] = [await pay(), await pay(), await pay(), await pay()];
    expect(await show(await shows(), one, two, three)).toBe("confirmed");
    for (const id of [one, two, three]) expect(await approve(id)).toBe("accepted");
    expect(await approve(other)).toBe("auth.step-up-required");
  });

  it("a code counts once: not for other requests later, but still for the same ones when their answer was lost", async () => {
    const [id, other] = [await pay(), await pay()];
    const code = await shows();
    expect(await show(code, id)).toBe("confirmed");
    expect(await show(code, id)).toBe("confirmed");
    expect(await show(code, other)).toBe("replayed");
    expect(await approve(other)).toBe("auth.step-up-required");
    expect(await show(await shows(1), other)).toBe("confirmed");
    expect(await approve(other)).toBe("accepted");
  });

  it("a wrong code confirms nothing and is counted", async () => {
    const id = await pay();
    const right = await shows();
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
    expect(await show(wrong, id)).toBe("wrong");
    const [row] =
      await backstage.sql`select sum(totp_attempts)::int as tries from sign_in_challenges where person_id = ${checker.id}`;
    expect(row?.tries).toBe(1);
    expect(await approve(id)).toBe("auth.step-up-required");
  });

  it("a code that was shown more than a minute ago counts no longer", async () => {
    const id = await pay();
    await show(await shows(), id);
    await backstage.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update step_ups set at = at - interval '61 seconds' where person_id = ${checker.id}`;
    });
    expect(await approve(id)).toBe("auth.step-up-required");
  });

  it("a code that was shown for one revision is none for the next", async () => {
    const id = await pay();
    expect(await show(await shows(), id)).toBe("confirmed");
    const changes = { amount: money(900_00n, "NGN"), to: { phone }, memo: null } as const;
    await world.as(maker.caller, (ctx) =>
      reviseOperation(ctx, { operationId: id, revision: 1, changes, idempotency: null }),
    );
    expect(await approve(id)).toBe("auth.step-up-required");
  });

  it("each of several people shows their own code", async () => {
    const admin = await d.person("Other admin", ["admin"]);
    await putInForce(world, { distributor: d, admin, checker }, [ruleFor({ approvals: 2, stepUp: true })]);
    const second = await d.person("Third checker", ["checker"]);
    const id = await pay();
    await show(await shows(), id);
    expect(await approve(id)).toBe("accepted");
    expect(await codeOf(decide(world, second.caller, id))).toBe("auth.step-up-required");
    const theirs = await giveAuthenticator(world, second);
    const code = await theirs();
    await world.as(second.caller, (ctx) => stepUp(ctx, { code, operationIds: [id] }));
    expect((await decide(world, second.caller, id)).status).toBe("completed");
  });
});

it("with free SQL nobody keeps a step-up without a live session, a code of about now, or twice with one code", async () => {
  const app = postgres(world.urls.appUrl, { max: 1 });
  const id = await pay();
  const keep = (proof: string, step: number | null, times = 1) =>
    inUnit(app, { issuerId: world.issuerId, organisation: d.id }, async (tx, unit) => {
      if (step !== null) {
        const now = Math.floor(Date.now() / 30_000);
        await tx`update people set totp_last_step = ${now + step} where id = ${checker.id}`;
      }
      const outcomes: unknown[] = [];
      for (let n = 0; n < times; n++) {
        const [row] = await tx`select step_up(${world.issuerId}, ${unit}, ${d.id}, ${checker.id}, ${checker.sessionId},
                                              decode(${proof}, 'hex'), ${[id]}) as outcome`;
        outcomes.push(row?.outcome);
      }
      return outcomes;
    });
  expect(await keep(maker.proof, 0)).toEqual(["forbidden"]);
  expect(await keep(checker.proof, null)).toEqual(["stale"]);
  expect(await keep(checker.proof, -9)).toEqual(["stale"]);
  expect(await keep(checker.proof, 9)).toEqual(["stale"]);
  expect(await keep(checker.proof, 0, 2)).toEqual(["ok", "replayed"]);
  await app.end();
});
