import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { oneOf } from "@/db/one-of";
import { idempotencyKeys } from "@/db/schema";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "./context";

/** A request that names an idempotency key. `requestHash` covers all that makes it the same request; see {@link hashRequest}. */
export type IdempotentRequest = {
  readonly surface: "api" | "web";
  readonly key: string;
  readonly requestHash: Buffer;
  readonly organisation: OrganisationId;
};

/** `fresh`: go on. `replay`: it was done before, as this operation. */
export type IdempotencyOutcome =
  | { readonly kind: "fresh" }
  | { readonly kind: "replay"; readonly operationId: Id<"operation"> }
  | { readonly kind: "refused"; readonly error: DomainError };

/** SHA-256 over what a request says; member order and white space of a JSON body do not count. */
export function hashRequest(parts: Readonly<Record<string, unknown>>): Buffer {
  return createHash("sha256").update(canonicalJson(parts)).digest();
}

/**
 * Claims idempotency keys for this unit, set-wise. The same key in a request still running elsewhere is refused at once
 * (`idempotency.in-progress`) instead of waited for; with another request it is refused for good (`idempotency.key-reused`).
 */
export async function claimIdempotencyKeys(
  ctx: SharedCtx,
  requests: readonly (IdempotentRequest | null)[],
): Promise<IdempotencyOutcome[]> {
  const named = requests.filter((request) => request !== null);
  if (named.length === 0) return requests.map(() => ({ kind: "fresh" }));
  const names = [...new Set(named.map((request) => lockName(ctx, request)))].sort();
  // Sent together and run in this order: what is stored is read after the locks were tried.
  const [locks, stored] = await Promise.all([
    ctx.tx.execute(
      sql`select k, pg_try_advisory_xact_lock(hashtextextended(k, 0)) as locked
            from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as k`,
    ) as unknown as Promise<{ k: string; locked: boolean }[]>,
    ctx.tx
      .select()
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.issuerId, ctx.scope.issuerId),
          oneOf(idempotencyKeys.key, [...new Set(named.map((r) => r.key))], "text"),
        ),
      ),
  ]);
  const locked = new Set(locks.filter((row) => row.locked).map((row) => row.k));
  const seen = new Set<string>();
  return requests.map((request) => {
    if (request === null) return { kind: "fresh" };
    const name = lockName(ctx, request);
    const found = stored.find(
      (row) =>
        row.surface === request.surface && row.key === request.key && row.organisationId === request.organisation,
    );
    if (found?.requestHash.equals(request.requestHash)) return { kind: "replay", operationId: found.operationId };
    if (found) return { kind: "refused", error: new DomainError("idempotency.key-reused") };
    // Twice in one batch is the same as twice at once.
    if (!locked.has(name) || seen.has(name))
      return { kind: "refused", error: new DomainError("idempotency.in-progress") };
    seen.add(name);
    return { kind: "fresh" };
  });
}

/** Remembers for ever which operation a key made; in the unit that made it, before it commits. */
export function storeIdempotencyKeys(
  ctx: SharedCtx,
  made: readonly { readonly request: IdempotentRequest; readonly operationId: Id<"operation"> }[],
): void {
  if (made.length === 0) return;
  const rows = made.map(({ request, operationId }) => ({
    organisation_id: request.organisation,
    surface: request.surface,
    key: request.key,
    request_hash: request.requestHash.toString("hex"),
    operation_id: operationId,
  }));
  ctx.last(
    sql`
    insert into ${idempotencyKeys} (issuer_id, organisation_id, surface, key, request_hash, operation_id, unit_id)
    select ${ctx.scope.issuerId}::uuid, organisation_id, surface, key, decode(request_hash, 'hex'), operation_id, ${ctx.unitId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(organisation_id uuid, surface text, key text, request_hash text, operation_id uuid)`,
  );
}

function lockName(ctx: SharedCtx, request: IdempotentRequest): string {
  return [ctx.scope.issuerId, request.organisation, request.surface, request.key].join("|");
}
