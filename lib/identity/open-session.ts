import { type SQL, sql } from "drizzle-orm";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { hashSessionToken, newToken } from "./hashes";
import { type Sealed, sealKey, sealSession } from "./session-seal";

/** A session that was opened; `token` goes into the cookie and nothing keeps it. */
export type Opened = { readonly sessionId: Id<"session">; readonly token: string; readonly outcome: string };

/**
 * Opens a session in the organisation of the unit's scope by a function of the database, with the seal of this process. The very first one
 * of an installation makes the key of the seals known first.
 * @param call the function's call for this session and its seal; its answer is the outcome
 */
export async function openSealed(
  ctx: Ctx,
  by: Sealed["by"],
  call: (session: Sealed, seal: Buffer) => SQL,
): Promise<Opened> {
  const token = newToken();
  const tokenHash = hashSessionToken(token);
  const sealed = { by, sessionId: newId("session"), organisationId: ctx.principal.organisationId, tokenHash };
  const open = async () => {
    const rows = (await ctx.tx.execute(sql`select ${call(sealed, sealSession(sealed))} as outcome`)) as unknown as {
      outcome: string;
    }[];
    return rows[0]?.outcome ?? "no-key";
  };
  let outcome = await open();
  if (outcome === "no-key") {
    await ctx.tx.execute(sql`select keep_session_seal(${ctx.scope.issuerId}, ${ctx.unitId}, ${sealKey()})`);
    outcome = await open();
  }
  return { sessionId: sealed.sessionId, token, outcome };
}
