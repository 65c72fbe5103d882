import { type SQL, sql } from "drizzle-orm";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { hashSessionToken, newToken } from "./hashes";
import { type Sealed, sealKey, sealSession } from "./session-seal";

/**
 * A session that was opened; `token` goes into the cookie and nothing keeps it. `joined`: with it an invited person became a member.
 * `isElsewhere`: the person has signed in before, and never with this browser.
 */
export type Opened = {
  readonly sessionId: Id<"session">;
  readonly sessionProof: string;
  readonly token: string;
  readonly joined: boolean;
  readonly isElsewhere: boolean;
};

type Answer = { outcome: "active" | "joined" | "refused" | "no-key"; is_elsewhere: boolean };

/**
 * Opens a session in the organisation of the unit's scope by a function of the database, with the seal of this process. The very first one
 * of an installation makes the key of the seals known first. Null when the person is not let in there, or no more: that may have changed
 * while this waited.
 * @param call the function's call for this session and its seal
 */
export async function openSealed(
  ctx: Ctx,
  by: Sealed["by"],
  call: (session: Sealed, seal: Buffer) => SQL,
): Promise<Opened | null> {
  const token = newToken();
  const tokenHash = hashSessionToken(token);
  const sealed = { by, sessionId: newId("session"), organisationId: ctx.principal.organisationId, tokenHash };
  const open = async () => {
    const rows = (await ctx.tx.execute(
      sql`select outcome, is_elsewhere from ${call(sealed, sealSession(sealed))}`,
    )) as unknown as Answer[];
    return rows[0];
  };
  let answer = await open();
  if (answer?.outcome === "no-key") {
    await ctx.tx.execute(sql`select keep_session_seal(${ctx.scope.issuerId}, ${ctx.unitId}, ${sealKey()})`);
    answer = await open();
  }
  if (!answer || answer.outcome === "no-key") throw new Error("the database keeps no key to check seals with");
  if (answer.outcome === "refused") return null;
  return {
    sessionId: sealed.sessionId,
    sessionProof: tokenHash.toString("hex"),
    token,
    joined: answer.outcome === "joined",
    isElsewhere: answer.is_elsewhere,
  };
}

/** Keeps in the audit that somebody who had been invited has come. */
export function auditJoined(ctx: Ctx, personId: Id<"person">): void {
  ctx.audit({ action: "person.joined", subjectKind: "person", subjectId: personId });
}
