import { readFileSync } from "node:fs";
import { generate } from "otplib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type World } from "@/db/test/world";
import { confirmEnrolment } from "./confirm-enrolment";
import { finishSignIn } from "./finish-sign-in";
import { offerEnrolment } from "./offer-enrolment";
import { sessionCaller } from "./session-caller";

describe("after a change of ENCRYPTION_KEY", () => {
  let world: World;
  let desk: ReturnType<typeof signInDesk>;
  let person: SignInPerson;
  let earlier: string;
  beforeAll(async () => {
    world = await createWorld();
    giveTestSettings(world.urls.appUrl);
    desk = signInDesk(world);
    person = await desk.hire((await world.distributor(0n)).id);
    earlier = await desk.signIn(person);
    giveTestSettings(world.urls.appUrl);
  });
  afterAll(() => world.close());

  it("nobody signs in with what was made with the old one", async () => {
    await expect(desk.signIn(person)).rejects.toThrow();
  });

  it("the statements of the README, as the owner, let everybody begin anew, and nobody go on as before", async () => {
    const readme = readFileSync("README.md", "utf8");
    const [, statements = ""] = /\*\*A new `ENCRYPTION_KEY`\*\*.*?```sql\n(.*?)```/s.exec(readme) ?? [];
    const owner = postgres(world.urls.ownerUrl, { max: 1, onnotice: () => undefined });
    await owner.unsafe(statements).simple();
    await owner.end();
    expect(await sessionCaller(earlier)).toBeNull();
    const ticket = await desk.passSms(person.phone);
    const offer = await desk.inChallenge(ticket.challengeId, (ctx) => offerEnrolment(ctx, ticket));
    const code = await generate({ secret: offer?.secret ?? "" });
    const enrolled = await desk.inChallenge(ticket.challengeId, (ctx) => confirmEnrolment(ctx, { ...ticket, code }));
    if (enrolled.outcome !== "enrolled") throw new Error(enrolled.outcome);
    const proven = { ...ticket, ticket: enrolled.ticket, proof: { kind: "enrolment" }, userAgent: null } as const;
    const done = await desk.inChallenge(ticket.challengeId, (ctx) => finishSignIn(ctx, proven));
    expect(done.outcome).toBe("signed-in");
  });
});
