import { createHash, randomBytes } from "node:crypto";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { memberships, sessions } from "@/db/schema";
import { createKey } from "@/lib/api-keys";
import { addMembership, createPerson } from "@/lib/identity";
import { type Id, newId, showId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { createDistributor } from "@/lib/organisations";
import type { Ctx, Role } from "@/lib/runtime";
import { createCustomer } from "@/lib/wallets";
import { fund, inUnit } from "./in-unit";
import { newPhone, type Story } from "./phones";
import { baseURL, must } from "./trial";

/** Who works there: two who decide, so that the issuer's checkers do not stand in. */
const SEATS = { admin: "admin", maker: "maker", "checker one": "checker", "checker two": "checker" } as const;
type Seat = keyof typeof SEATS;
const HOUR = 3_600_000;

/** A distributor of the trial's issuer that one story has for itself. `id` is shown (`dst_…`). */
export type OwnDistributor = {
  readonly id: string;
  readonly name: string;
  readonly shortCode: string;
  /** Its API key, made by the maker; it may do all that a key may. */
  readonly apiKey: string;
  phoneOf(seat: Seat): string;
  /** Somebody is not active there any more, as if the organisation had lost them. */
  leaves(seat: Seat): Promise<void>;
  /** A page of a browser of its own in which somebody of it is signed in, as the last step of sign-in leaves it. */
  as(seat: Seat, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
};

/** What a story's distributor is called and has; its phones and its short code are the story's. */
export type Wish = { readonly story: Story; readonly name: string; readonly floatMinor: bigint };

/** Makes a distributor with people and a float (minor units of NGN). */
export async function makeDistributor(browser: Browser, { story, name, floatMinor }: Wish): Promise<OwnDistributor> {
  const phones = new Map<Seat, string>();
  for (const seat of Object.keys(SEATS) as Seat[]) phones.set(seat, await newPhone(story));
  const shortCode = must(phones.get("admin")).slice("+234".length);
  const called = `${name} ${shortCode.slice(-3)}`;
  const tokens = new Map<Seat, string>();
  const staff = new Map<Seat, Id<"person">>();
  const { id, apiKey } = await inUnit(async (ctx) => {
    const place = { currency: "NGN", timeZone: "Africa/Lagos" } as const;
    // Its customers are at the counter: nobody asks them by SMS.
    const made = await createDistributor(ctx, { name: called, shortCode, ...place, featuresOff: ["consent"] });
    await fund(ctx, made.floatAccountId, floatMinor);
    for (const [seat, phone] of phones) {
      const who = { name: `${called} ${seat}`, phone, role: SEATS[seat] };
      const { personId, token } = await employ(ctx, made.id, who);
      staff.set(seat, personId);
      tokens.set(seat, token);
    }
    return { id: made.id, apiKey: await makeKey(ctx, made.id, must(staff.get("maker"))) };
  });
  const contexts: BrowserContext[] = [];
  return {
    id: showId("distributor", id),
    name: called,
    shortCode,
    apiKey,
    phoneOf: (seat) => must(phones.get(seat)),
    leaves: (seat) => leave(id, must(staff.get(seat))),
    as: async (seat, options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await context.addCookies([{ name: "portal.session", value: must(tokens.get(seat)), url: baseURL }]);
      return context.newPage();
    },
    close: async () => void (await Promise.all(contexts.map((context) => context.close()))),
  };
}

/** Makes a customer with that much in their wallet (minor units of NGN). */
export async function makeCustomer(story: Story, name: string, minor: bigint) {
  const phone = await newPhone(story);
  const called = `${name} ${phone.slice(-3)}`;
  await inUnit(async (ctx) => {
    const made = await createCustomer(ctx, { name: called, phone: parsePhone(phone), currency: "NGN" });
    if (minor > 0n) await fund(ctx, made.accountId, minor);
  });
  return { name: called, phone };
}

async function leave(organisationId: OrganisationId, personId: Id<"person">): Promise<void> {
  await inUnit(async ({ tx, unitId }) => {
    await tx
      .update(memberships)
      .set({ status: "suspended", unitId })
      .where(and(eq(memberships.organisationId, organisationId), eq(memberships.personId, personId)));
  });
}

async function makeKey(ctx: Ctx, distributorId: Id<"distributor">, madeBy: Id<"person">): Promise<string> {
  const { secret } = await createKey(ctx, {
    distributorId,
    label: "Story key",
    madeBy,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: 1_000,
    expiresAt: new Date(ctx.now.getTime() + 24 * HOUR),
  });
  return secret;
}

/** Has somebody work for an organisation and signs them in, with the token of their session. */
async function employ(
  ctx: Ctx,
  organisationId: OrganisationId,
  who: { readonly name: string; readonly phone: string; readonly role: Role },
): Promise<{ personId: Id<"person">; token: string }> {
  const personId = await createPerson(ctx, { name: who.name, phone: parsePhone(who.phone) });
  await addMembership(ctx, { personId, organisationId, roles: [who.role] });
  const token = randomBytes(32).toString("base64url");
  await ctx.tx.insert(sessions).values({
    id: newId("session"),
    tokenHash: createHash("sha256").update(`session:${token}`).digest(),
    personId,
    issuerId: ctx.scope.issuerId,
    organisationId,
    organisationKind: "distributor",
    expiresAt: new Date(ctx.now.getTime() + HOUR),
  });
  return { personId, token };
}
