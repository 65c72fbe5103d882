import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { generate, generateSecret } from "otplib";
import { memberships } from "@/db/schema";
import { people, signInChallenges } from "@/db/schema/identity";
import { readEnv } from "@/lib/config/env";
import {
  addMembership,
  challengeCaller,
  confirmSmsCode,
  createPerson,
  finishSignIn,
  startSignIn,
  type Ticket,
  visitorCaller,
} from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { type Ctx, type Role, run } from "@/lib/runtime";
import type { World } from "./world";

let given = "";

/** The same settings for one database however often it is asked for: what was sealed or hashed with their keys is still read. */
export function ensureTestSettings(databaseUrl: string): void {
  if (given !== databaseUrl) giveTestSettings(databaseUrl);
}

/** Settings as a real installation has them, for tests that need keys and no server; with new keys each time. */
export function giveTestSettings(databaseUrl: string): void {
  given = databaseUrl;
  const settings = readEnv({
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SMS_HTTP_URL: "http://127.0.0.1:9/sms",
    LOG_LEVEL: "silent",
  });
  Object.assign(globalThis, { [Symbol.for("distributor-portal.env")]: settings });
}

/** A person who can sign in; `totpSecret` is null for one who has not enrolled. */
export type SignInPerson = { readonly id: Id<"person">; readonly phone: E164; readonly totpSecret: string };

let phones = 0;

/** People of a world who sign in through the real verbs. */
export function signInDesk(world: World) {
  const asVisitor = <T>(verb: (ctx: Ctx) => Promise<T>, address: string | null = null) =>
    run(visitorCaller(), { requestId: "test", address }, verb);
  const inChallenge = async <T>(id: Id<"challenge">, verb: (ctx: Ctx) => Promise<T>, address: string | null = null) =>
    run(await challengeCaller(id), { requestId: "test", address }, verb);
  const asOwner = <T>(verb: (ctx: Ctx) => Promise<T>) =>
    run(world.system, { requestId: "test", database: world.owner }, verb);

  async function hire(
    organisationId: Id<"distributor"> | Id<"issuer"> | null,
    options: { roles?: Role[]; enrolled?: boolean } = {},
  ): Promise<SignInPerson> {
    const phone = parsePhone(`+23481${String(10_000_000 + ++phones)}`);
    const totpSecret = generateSecret();
    // As the owner, like the trial seed: the application's own role does not write memberships.
    const id = await asOwner(async (ctx) => {
      const enrolled = options.enrolled === false ? {} : { totpSecret };
      const personId = await createPerson(ctx, { phone, name: `Person ${phones}`, ...enrolled });
      if (organisationId) {
        await addMembership(ctx, { personId, organisationId, roles: options.roles ?? ["maker"] });
      }
      return personId;
    });
    return { id, phone, totpSecret };
  }

  /** Asks for a code; the limits of sending are for their own test, so earlier challenges of the phone are made old. */
  async function askForCode(phone: E164) {
    await asOwner((ctx) =>
      ctx.tx
        .update(signInChallenges)
        .set({ createdAt: new Date(Date.now() - 7_200_000) })
        .where(eq(signInChallenges.phone, phone)),
    );
    return asVisitor((ctx) => startSignIn(ctx, { phone }));
  }

  /** Lets a person work for another organisation, too. */
  const join = (
    personId: Id<"person">,
    organisationId: Id<"distributor"> | Id<"issuer">,
    roles: Role[],
    more: Partial<typeof memberships.$inferInsert> = {},
  ) =>
    asOwner((ctx) =>
      ctx.tx.insert(memberships).values({
        issuerId: world.issuerId,
        organisationId,
        personId,
        organisationKind: organisationId === world.issuerId ? "issuer" : "distributor",
        roles,
        unitId: ctx.unitId,
        ...more,
      }),
    );

  /** A challenge that has passed the SMS step. */
  async function passSms(phone: E164) {
    const { challengeId, sms } = await askForCode(phone);
    return confirm(challengeId, sms?.code ?? "");
  }

  /** Passes the SMS step of a challenge. */
  async function confirm(challengeId: Id<"challenge">, code: string) {
    const outcome = await inChallenge(challengeId, (ctx) => confirmSmsCode(ctx, { challengeId, code }));
    if (outcome.outcome !== "passed") throw new Error(`SMS step: ${outcome.outcome}`);
    return { challengeId, ticket: outcome.ticket };
  }

  /** The authenticator's code now, or `steps` later. */
  const totp = (person: SignInPerson, steps = 0) =>
    generate({ secret: person.totpSecret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

  /** The last step with the authenticator's code of now. */
  async function finish(ticket: Ticket, person: SignInPerson, address: string | null = null) {
    const proof = { kind: "totp", code: await totp(person) } as const;
    const userAgent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36";
    return inChallenge(ticket.challengeId, (ctx) => finishSignIn(ctx, { ...ticket, proof, userAgent }), address);
  }

  /** Signs in with both steps and gives the cookie's token. */
  async function signIn(person: SignInPerson, address: string | null = null): Promise<string> {
    await asOwner((ctx) => ctx.tx.update(people).set({ totpLastStep: -1 }).where(eq(people.id, person.id)));
    const outcome = await finish(await passSms(person.phone), person, address);
    if (outcome.outcome !== "signed-in") throw new Error(`sign-in: ${outcome.outcome}`);
    return outcome.token;
  }

  return { asVisitor, asOwner, inChallenge, hire, join, askForCode, confirm, passSms, totp, finish, signIn };
}
