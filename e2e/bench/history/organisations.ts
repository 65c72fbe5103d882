import postgres from "postgres";
import { openDatabase } from "@/db/client";
import { createKey } from "@/lib/api-keys";
import { type Id, newId } from "@/lib/kernel/ids";
import { createDistributor } from "@/lib/organisations";
import { type Ctx, run } from "@/lib/runtime";
import type { Bench } from "../measurement";
import { hire, PLACE, type World } from "../world";

/** Distributors beside the busy one, which has half of all operations. */
export const OTHERS = 9;

type Filled = {
  readonly id: Id<"distributor">;
  readonly float: Id<"account">;
  readonly maker: Id<"person">;
  readonly checker: Id<"person">;
  readonly key: Id<"apiKey">;
};

/** Creates the other distributors and tells the fill's SQL of all of them, in `bare.history_distributors`; the busy one is number 0. */
export async function createOrganisations({ place, world }: Bench): Promise<void> {
  const owner = openDatabase(place.urls.owner, { max: 1, name: "bench-owner" });
  const sql = postgres(place.urls.superuser, { max: 1, onnotice: () => undefined });
  try {
    const all: Filled[] = [busy(world)];
    const asOwner = { requestId: "bench", database: owner };
    for (let n = 1; n <= OTHERS; n++) all.push(await run(world.system, asOwner, (ctx) => createOther(ctx, n)));
    await sql`create table bare.history_distributors (n int, id uuid, float uuid, maker uuid, checker uuid, session uuid, key uuid)`;
    const rows = all.map((one, n) => ({ n, ...one, session: newId("session") }));
    await sql`insert into bare.history_distributors ${sql(rows)}`;
  } finally {
    await Promise.all([owner.$client.end({ timeout: 5 }), sql.end()]);
  }
}

function busy({ distributorId, float, makerId, checkerIds, key }: World): Filled {
  const [checker] = checkerIds;
  if (!checker) throw new Error("the bench has no checker");
  return { id: distributorId, float, maker: makerId, checker, key: key.id };
}

async function createOther(ctx: Ctx, n: number): Promise<Filled> {
  const { id, floatAccountId } = await createDistributor(ctx, {
    name: `Other ${n}`,
    shortCode: String(200_001 + n),
    ...PLACE,
  });
  const maker = await hire(ctx, id, ["maker"], 100 + 2 * n);
  const checker = await hire(ctx, id, ["checker"], 101 + 2 * n);
  const key = await createKey(ctx, {
    distributorId: id,
    label: "Till",
    madeBy: maker,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: 600,
    expiresAt: new Date(ctx.now.getTime() + 24 * 3_600_000),
  });
  return { id, float: floatAccountId, maker, checker, key: key.id };
}
