import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Ctx, UserPrincipal } from "@/lib/runtime";
import { hashKey, makeKey } from "./key-format";

/** A new secret: its text, which nothing keeps, and what is kept of it. */
export function newSecret() {
  const secret = makeKey();
  return {
    secret,
    kept: {
      id: newId("apiKeySecret"),
      keyHash: hashKey(secret),
      prefix: secret.slice(0, 8),
      lastFour: secret.slice(-4),
    },
  };
}

/** The first arguments of what acts on a key at once: the unit, the key, and whose session asks. @throws DomainError `auth.forbidden` */
export function actingOn(ctx: Ctx, keyId: Id<"apiKey">) {
  const { personId, sessionId, sessionProof } = personOf(ctx);
  return sql`${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${keyId}::uuid, ${personId}::uuid, ${sessionId}::uuid,
             decode(${sessionProof}, 'hex')`;
}

/** @throws DomainError `auth.forbidden` for a key and the clock */
export function personOf({ principal }: Pick<Ctx, "principal">): UserPrincipal {
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  return principal;
}
