import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { normaliseAddress } from "@/lib/kernel/address-blocks";
import { KEY_PERMISSIONS, NOTICE_DAYS } from "@/lib/kernel/key-terms";
import { compareMandates, type MandatePart, type TermedMandate } from "@/lib/kernel/mandates";
import { type Backstage, goBackstage } from "./backstage";
import { createWorld, type World } from "./world";

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

// Few values of each part, so that pairs often agree in some; addresses as the application keeps them, of both families and as one in the other.
const few = fc.integer({ min: 0, max: 2 });
const limit = fc.option(fc.integer({ min: 1, max: 3 }).map(BigInt));
const address = fc
  .oneof(
    fc.tuple(few, few, fc.integer({ min: 14, max: 32 })).map(([a, b, bits]) => `10.${a}.${b}.0/${bits}`),
    fc.tuple(few, few).map(([a, b]) => `10.${a}.${b}.0`),
    fc.tuple(few, fc.integer({ min: 110, max: 128 })).map(([a, bits]) => `::ffff:10.${a}.0.0/${bits}`),
    fc.tuple(few, few, fc.integer({ min: 30, max: 128 })).map(([a, b, bits]) => `2001:db8:${a}:${b}::/${bits}`),
    fc.tuple(few, few).map(([a, b]) => `2001:db8:${a}::${b}`),
  )
  .map((entry) => normaliseAddress(entry))
  .filter((entry) => entry !== null);
const mandate: fc.Arbitrary<TermedMandate> = fc.record({
  permissions: fc.subarray([...KEY_PERMISSIONS], { minLength: 1 }),
  maxAmountMinor: limit,
  maxDailyMinor: limit,
  allowedAddresses: fc.array(address, { maxLength: 3 }),
  requestsPerMinute: fc.integer({ min: 1, max: 3 }),
  expiresAt: few.map((days) => new Date(Date.UTC(2027, 0, 1 + days))),
});
const PARTS: MandatePart[] = [
  "permissions",
  "maxAmountMinor",
  "maxDailyMinor",
  "allowedAddresses",
  "requestsPerMinute",
  "expiresAt",
];
const change = fc.tuple(mandate, mandate, fc.subarray(PARTS)).map(([before, other, parts]) => ({
  before,
  after: { ...before, ...Object.fromEntries(parts.map((part) => [part, other[part]])) } as TermedMandate,
}));

const inSql = ({ maxAmountMinor, maxDailyMinor, ...mandate }: TermedMandate) =>
  JSON.stringify({
    ...mandate,
    maxAmount: maxAmountMinor?.toString() ?? null,
    maxDaily: maxDailyMinor?.toString() ?? null,
  });

it("a form and the database agree on what is wider, narrower and the same, whatever the mandates", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(change, async ({ before, after }) => {
      const { wider, narrower } = compareMandates(before, after);
      const told = wider.length > 0 ? "wider" : narrower.length > 0 ? "narrower" : "same";
      const [row] = await backstage.sql`
        select mandate_reach(${inSql(before)}::text::jsonb, ${inSql(after)}::text::jsonb) as reach`;
      seen.add(told);
      expect({ before, after, reach: row?.reach }).toEqual({ before, after, reach: told });
    }),
    { numRuns: 800 },
  );
  expect(seen).toEqual(new Set(["same", "narrower", "wider"]));
});

it("the days at which makers are told, in SQL, are those that screens warn at", async () => {
  const [row] = await backstage.sql`select notice_days() as days`;
  expect(row?.days).toEqual(NOTICE_DAYS);
});

it.each([...NOTICE_DAYS])("the notice of %i days begins so long before the end, and not earlier", async (days) => {
  const begun = async (left: string) => {
    const [row] = await backstage.sql`select notices_gone(now() + ${left}::interval) as days`;
    return row?.days;
  };
  expect(await begun(`${days} days`)).toBe(days);
  expect(await begun(`${days} days 1 minute`)).not.toBe(days);
});
