import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { appDatabase, type Caller, type Ctx } from "@/lib/runtime";
import { hashSessionToken, isToken } from "./hashes";

/** A wallet of the phone that a session is of; a phone may have one at each issuer. */
export type OwnWallet = {
  readonly issuerId: Id<"issuer">;
  readonly customerId: Id<"customer">;
  readonly issuer: string;
  readonly name: string;
  readonly phone: string;
  readonly currency: Currency;
  readonly timeZone: string;
};

/** Whom what a customer does concerns: their wallet alone, their issuer, or the distributor that asks them something. */
export type WalletScope = Id<"customer"> | Id<"issuer"> | Id<"distributor">;

type Row = {
  issuer_id: Id<"issuer">;
  customer_id: Id<"customer">;
  issuer: string;
  name: string;
  phone: string;
  currency: Currency;
  time_zone: string;
};

/** The wallets that whoever has this token may open; empty once the session is over. */
export async function listWallets(token: string): Promise<OwnWallet[]> {
  return isToken(token) ? readWallets(appDatabase(), token) : [];
}

async function readWallets(tx: Pick<Tx, "execute">, token: string): Promise<OwnWallet[]> {
  const rows = (await tx.execute(sql`select * from lookup_wallets(${hashSessionToken(token)})`)) as unknown as Row[];
  return rows.map((row) => ({
    issuerId: row.issuer_id,
    customerId: row.customer_id,
    issuer: row.issuer,
    name: row.name,
    phone: row.phone,
    currency: row.currency,
    timeZone: row.time_zone,
  }));
}

/**
 * A customer in their own wallet; that the session still lives is asked again in each unit.
 * @param organisation whose rows the unit may see and write beside what is the issuer's
 */
export function walletCaller(token: string, { issuerId, customerId }: OwnWallet, organisation: WalletScope): Caller {
  const organisationId = organisation as Id<"issuer">;
  return {
    scope: { issuerId, organisation: organisationId },
    authenticate: async (tx) => {
      const wallets = await readWallets(tx, token);
      if (!wallets.some((wallet) => wallet.customerId === customerId)) throw new DomainError("auth.session-ended");
      const walletProof = hashSessionToken(token).toString("hex");
      return { kind: "customer", customerId, issuerId, organisationId, walletProof };
    },
  };
}

/** The distributor that asks a customer about an operation of theirs; null where nobody does. */
export async function whoAsks(token: string, operationId: Id<"operation">): Promise<Id<"distributor"> | null> {
  if (!isToken(token)) return null;
  const rows = (await appDatabase().execute(
    sql`select organisation_id from lookup_wallet_question(${hashSessionToken(token)}, ${operationId}::uuid)`,
  )) as unknown as { organisation_id: Id<"distributor"> }[];
  return rows[0]?.organisation_id ?? null;
}

/** Ends the session of a token. */
export async function closeWalletSession(ctx: Ctx, token: string): Promise<void> {
  if (!isToken(token)) return;
  await ctx.tx.execute(
    sql`select close_wallet_session(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${hashSessionToken(token)})`,
  );
}
