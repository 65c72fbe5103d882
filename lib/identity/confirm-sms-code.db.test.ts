import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInChallenges } from "@/db/schema/identity";
import { auditEntries } from "@/db/schema/runtime";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { confirmSmsCode } from "./confirm-sms-code";

describe("the SMS step", () => {
  let world: World;
  let desk: ReturnType<typeof signInDesk>;
  let home: TestDistributor;
  beforeAll(async () => {
    world = await createWorld();
    giveTestSettings(world.urls.appUrl);
    desk = signInDesk(world);
    home = await world.distributor(0n);
  });
  afterAll(() => world.close());

  const confirm = (challengeId: Id<"challenge">, code: string, address: string | null = null) =>
    desk.inChallenge(challengeId, (ctx) => confirmSmsCode(ctx, { challengeId, code }), address);
  const knownChallenge = async () => {
    const { challengeId, sms } = await desk.askForCode((await desk.hire(home.id)).phone);
    if (!sms) throw new Error("no SMS");
    const wrong = sms.code === "000000" ? "000001" : "000000";
    return { challengeId, code: sms.code, wrong };
  };

  it("passes the right code once and never again", async () => {
    const { challengeId, code } = await knownChallenge();
    expect(await confirm(challengeId, code)).toEqual({
      outcome: "passed",
      ticket: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      enrolled: true,
    });
    expect(await confirm(challengeId, code)).toEqual({ outcome: "expired" });
  });

  it("passes one of two parallel uses of a code", async () => {
    const { challengeId, code } = await knownChallenge();
    const outcomes = await Promise.all([confirm(challengeId, code), confirm(challengeId, code)]);
    expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(["expired", "passed"]);
  });

  it("counts attempts even when it refuses: after five wrong ones the right code is refused", async () => {
    const { challengeId, code, wrong } = await knownChallenge();
    for (let left = 4; left >= 0; left--) {
      expect(await confirm(challengeId, wrong)).toEqual({ outcome: "wrong", attemptsLeft: left });
    }
    expect(await confirm(challengeId, code)).toEqual({ outcome: "expired" });
  });

  it("lets at most five of many parallel guesses be compared", async () => {
    const { challengeId, wrong } = await knownChallenge();
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => confirm(challengeId, wrong)));
    expect(outcomes.filter((outcome) => outcome.outcome === "wrong")).toHaveLength(5);
  });

  it("answers unknown phones exactly as it answers wrong codes of known ones", async () => {
    const known = await knownChallenge();
    const other = await desk.askForCode(parsePhone("+2349011111111"));
    for (let n = 0; n < 7; n++) {
      expect(await confirm(other.challengeId, known.wrong)).toEqual(await confirm(known.challengeId, known.wrong));
    }
  });

  it("refuses a code after its time, and a challenge that never was", async () => {
    const { challengeId, code } = await knownChallenge();
    await world.as(world.system, (ctx) =>
      ctx.tx.update(signInChallenges).set({ expiresAt: ctx.now }).where(eq(signInChallenges.id, challengeId)),
    );
    expect(await confirm(challengeId, code)).toEqual({ outcome: "expired" });
    expect(await confirm(newId("challenge"), code)).toEqual({ outcome: "expired" });
  });

  it("audits a wrong code of a known person in their organisation, with the address", async () => {
    const { challengeId, wrong } = await knownChallenge();
    await confirm(challengeId, wrong, "203.0.113.7");
    const [entry] = await world.as(world.system, (ctx) =>
      ctx.tx
        .select()
        .from(auditEntries)
        .orderBy(desc(auditEntries.seq))
        .where(eq(auditEntries.organisationId, home.id))
        .limit(1),
    );
    expect(entry).toMatchObject({
      action: "sign-in.refused",
      actor: "system:sign-in",
      address: "203.0.113.7",
      detail: { step: "sms", reason: "code-wrong" },
    });
  });
});
