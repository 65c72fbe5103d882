import { eq } from "drizzle-orm";
import { issuers } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Asker, Ctx, SharedCtx } from "@/lib/runtime";

/** An issuer: whose staff ask and decide, and the account through which money enters and leaves. */
export type Issuer = {
  readonly id: Id<"issuer">;
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly settlementAccountId: Id<"account">;
  /** After how many minutes of waiting a request of its own is told to all checkers and admins. */
  readonly escalateAfterMinutes: number;
};

/**
 * The issuer that the principal works for.
 * @throws DomainError `request.not-found` for a distributor's people and keys: for them there is no back office of an issuer (DESIGN §7)
 */
export async function readOwnIssuer(ctx: Ctx): Promise<Issuer> {
  ownIssuer(ctx);
  return readIssuer(ctx);
}

/**
 * The issuer of this unit's scope.
 * @throws Error when it does not exist, which is a bug
 */
export async function readIssuer(ctx: SharedCtx): Promise<Issuer> {
  const [row] = await ctx.tx.select().from(issuers).where(eq(issuers.id, ctx.scope.issuerId));
  if (!row) throw new Error("the issuer of this scope is not there");
  const { id, name, timeZone, settlementAccountId, escalateAfterMinutes } = row;
  return { id, name, currency: row.currency as Currency, timeZone, settlementAccountId, escalateAfterMinutes };
}

/**
 * The id of the issuer that the principal works for.
 * @throws DomainError `request.not-found` for everybody else
 */
export function ownIssuer({ principal }: Pick<Asker, "principal">): Id<"issuer"> {
  if (!worksForIssuer({ principal })) throw new DomainError("request.not-found");
  return principal.issuerId;
}

/** Whether the principal is one of the issuer's own people. */
export function worksForIssuer({ principal }: Pick<Asker, "principal">): boolean {
  return principal.kind === "user" && principal.organisationKind === "issuer";
}
