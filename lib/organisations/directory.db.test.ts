import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";
import type { Caller, Ctx, Role } from "@/lib/runtime";
import { listCustomers } from "@/lib/wallets";
import { countDistributors, listDistributors, listMerchants, noteLook } from ".";

let world: World;
let distributor: TestDistributor;

beforeAll(async () => {
  world = await createWorld();
  distributor = await world.distributor(0n);
});
afterAll(() => world.close());

/** Somebody of the issuer, as their session would say. */
function staff(...roles: Role[]): Caller {
  const { issuerId } = world;
  return {
    scope: { issuerId, organisation: "*" },
    authenticate: async () => ({
      kind: "user",
      personId: newId("person"),
      sessionId: newId("session"),
      sessionProof: "",
      name: "Staff",
      issuerId,
      organisationId: issuerId,
      organisationKind: "issuer",
      roles,
    }),
  };
}

describe("a list by name", () => {
  test("read page by page, forwards and back, shows everybody once and in order", async () => {
    for (const code of ["300003", "300001", "300002", "300005", "300004"]) await world.merchant(code);
    const viewer = staff("viewer");
    const read = (place: Parameters<typeof listMerchants>[2]) =>
      world.as(viewer, (ctx) => listMerchants(ctx, { search: "shop 30000" }, place));
    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, after: first.next ?? undefined });
    const third = await read({ limit: 2, after: second.next ?? undefined });
    const codes = [first, second, third].flatMap(({ items }) => items.map(({ shortCode }) => shortCode));
    expect(codes).toEqual(["300001", "300002", "300003", "300004", "300005"]);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect(await read({ limit: 2, before: third.previous ?? undefined })).toEqual({ ...second, next: second.next });
  });

  test("is for the issuer's staff alone", async () => {
    const admin = await distributor.person("Admin", ["admin", "maker", "checker", "viewer"]);
    const ask = (verb: (ctx: Ctx) => Promise<unknown>) => world.as(admin.caller, verb);
    const refused = { code: "auth.forbidden" };
    await expect(ask((ctx) => listDistributors(ctx, {}, { limit: 9 }))).rejects.toMatchObject(refused);
    await expect(ask((ctx) => countDistributors(ctx, {}))).rejects.toMatchObject(refused);
    await expect(ask((ctx) => listMerchants(ctx, {}, { limit: 9 }))).rejects.toMatchObject(refused);
    await expect(ask((ctx) => listCustomers(ctx, {}, { limit: 9 }))).rejects.toMatchObject(refused);
    await expect(ask((ctx) => noteLook(ctx, distributor.id, "profile"))).rejects.toMatchObject(refused);
  });

  test("finds names by how they begin, in any case, and short codes by their first digits", async () => {
    const found = async (search: string) =>
      (await world.as(staff("viewer"), (ctx) => listMerchants(ctx, { search }, { limit: 9 }))).items.map(
        ({ shortCode }) => shortCode,
      );
    expect(await found("SHOP 300002")).toEqual(["300002"]);
    expect(await found("  shop 30000")).toHaveLength(5);
    expect(await found("300002")).toEqual(["300002"]);
    expect(await found("30000")).toHaveLength(5);
    expect([await found("00002"), await found("hop"), await found("%")]).toEqual([[], [], []]);
    expect(await found("9".repeat(12))).toEqual([]);
  });

  test("of customers finds a phone as a whole, and a name by how it begins", async () => {
    const one = await world.customer("+2348012345671");
    await world.customer("+2348012345672");
    const viewer = staff("viewer");
    const find = (filters: Parameters<typeof listCustomers>[1]) =>
      world.as(viewer, (ctx) => listCustomers(ctx, filters, { limit: 9 }));
    expect((await find({ phone: one.phone })).items.map(({ id }) => id)).toEqual([one.id]);
    expect((await find({ name: "CUSTOMER 5671" })).items.map(({ id }) => id)).toEqual([one.id]);
    expect((await find({ status: "suspended" })).items).toEqual([]);
  });
});

describe("a look at a distributor", () => {
  test("of one person at one page stands once in its audit, however often and at once they look", async () => {
    const [one, other] = [staff("viewer"), staff("admin")];
    // One person, as one session says each time.
    const same = { ...one, authenticate: keep(one) };
    const look = (caller: Caller, page: Parameters<typeof noteLook>[2]) =>
      world.as(caller, (ctx) => noteLook(ctx, distributor.id, page));
    await Promise.all(Array.from({ length: 8 }, () => look(same, "profile")));
    await look(same, "profile");
    expect(await looks()).toEqual(["profile"]);
    await look(same, "float");
    await look(other, "profile");
    expect(await looks()).toEqual(["profile", "float", "profile"]);
  });
});

function keep(caller: Caller): Caller["authenticate"] {
  let principal: ReturnType<Caller["authenticate"]> | undefined;
  return (...asked) => {
    principal ??= caller.authenticate(...asked);
    return principal;
  };
}

async function looks(): Promise<unknown[]> {
  const rows = await world.as(staff("viewer"), (ctx) =>
    ctx.tx
      .select({ detail: auditEntries.detail })
      .from(auditEntries)
      .where(and(eq(auditEntries.organisationId, distributor.id), eq(auditEntries.action, "distributor.viewed")))
      .orderBy(asc(auditEntries.seq)),
  );
  return rows.map(({ detail }) => detail.page);
}
