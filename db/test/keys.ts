import { sql } from "drizzle-orm";
import { keyCaller, type Mandate, revealSecret } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import { listOperations, readOperation } from "@/lib/operations";
import { run } from "@/lib/runtime";
import { codeOf, decide, submit } from "./acts";
import type { Backstage } from "./backstage";
import type { TestPerson, World } from "./world";

const web = { idempotency: null } as const;

/** What a key of these tests may do: all, without a limit that a test would meet by chance. */
export const mandate = (change: Partial<Mandate> = {}): Mandate => ({
  permissions: ["read-balance", "read-transactions", "perform-operations"],
  maxAmountMinor: null,
  maxDailyMinor: null,
  allowedAddresses: [],
  requestsPerMinute: 6_000,
  ...change,
});

/** A request for a key. */
export const newKey = ({ expiresInDays = 365, ...change }: Partial<Mandate> & { expiresInDays?: number } = {}) => ({
  ...web,
  input: { type: "api-key-create", label: "POS", ...mandate(change), expiresInDays } as const,
});

/** A request for more. */
export const wider = (
  keyId: Id<"apiKey">,
  { expiresInDays = null, ...change }: Partial<Mandate> & { expiresInDays?: number | null } = {},
) => ({
  ...web,
  input: { type: "api-key-widen", keyId, after: { ...mandate(change), expiresInDays } } as const,
});

/** A request to let all keys work again. */
export const startKeys = () => ({ ...web, input: { type: "api-keys-start", reason: "Found the leak" } as const });

/** Who asks for keys and who approves them. */
export type KeyPeople = { readonly maker: TestPerson; readonly checker: TestPerson };

/** A key that was asked for and approved, and not yet revealed. */
export async function approvedKey(
  world: World,
  { maker, checker }: KeyPeople,
  change: Parameters<typeof newKey>[0] = {},
): Promise<Id<"apiKey">> {
  const id = await submit(world, maker.caller, newKey(change));
  const { payload } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
  const decided = await decide(world, checker.caller, id);
  if (decided.status !== "completed") throw new Error(`a key was not made: ${decided.failure}`);
  return payload.keyId as Id<"apiKey">;
}

/** A key with its secret. */
export async function revealedKey(world: World, people: KeyPeople, change: Parameters<typeof newKey>[0] = {}) {
  const id = await approvedKey(world, people, change);
  return { id, secret: await world.as(people.maker.caller, (ctx) => revealSecret(ctx, { keyId: id })) };
}

/** What a request that reads with a secret is answered: its code, or `accepted`. */
export const tryKey = (secret: string, address: string | null = null): Promise<string> =>
  codeOf(
    keyCaller(secret, address).then((caller) =>
      run(caller, { requestId: "key", address }, (ctx) => listOperations(ctx, { filters: {}, limit: 1 })),
    ),
  );

/** Lets time go by for keys: nothing that the application may do changes when these are over. */
export async function goBy(
  { sql: superuser }: Backstage,
  keyId: Id<"apiKey">,
  what: "expires_at" | "reveal_until" | "ends_at",
  interval: string,
): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    if (what === "ends_at") {
      await tx`update api_key_secrets set ends_at = now() + ${interval}::interval where key_id = ${keyId} and ends_at is not null`;
    } else {
      await tx`update api_keys set ${tx(what)} = now() + ${interval}::interval where id = ${keyId}`;
    }
  });
}

/** The audit's entries about something, oldest first. */
export const auditOf = (world: World, subject: string) =>
  world.as(
    world.system,
    async (ctx) =>
      (await ctx.tx.execute(
        sql`select action, actor, detail from audit_entries where subject_id = ${subject}::uuid order by seq`,
      )) as unknown as { action: string; actor: string; detail: Record<string, unknown> }[],
  );
