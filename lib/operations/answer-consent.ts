import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { hashConsentCode, hashConsentLink } from "./consent-proof";
import { type Ending, finishOperations } from "./finish";
import type { ConsentVia, Status } from "./states";
import { readStored } from "./stored";

/** A customer's answer, and what proves that it is theirs: the code that they read to a maker, the token of their link, or their own session. */
export type ConsentAnswer = { readonly operationId: Id<"operation"> } & (
  | { readonly answer: "given"; readonly code: string }
  | { readonly answer: "given" | "refused"; readonly token: string }
  | { readonly answer: "given" | "refused"; readonly inWallet: true }
);

/**
 * What came of an answer; kept, never thrown, so that a wrong code counts. `failed`: they agreed, and the wallet cannot pay it. `late`: it was
 * answered before or has ended, and nothing happened now.
 */
export type ConsentOutcome =
  | { readonly outcome: "given" | "refused" | "too-many" | "not-sent" }
  | { readonly outcome: "wrong"; readonly triesLeft: number }
  | { readonly outcome: "failed"; readonly failure: ErrorCode }
  | { readonly outcome: "late"; readonly state: "given" | "refused" | Exclude<Status, "pending"> };

const FAILURES: Readonly<Record<string, ErrorCode>> = {
  insufficient: "ledger.insufficient-wallet",
  inactive: "wallets.holder-inactive",
};
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  "not-found": "operations.not-found",
  forbidden: "auth.forbidden",
  suspended: "organisations.distributor-suspended",
};
const LATE = ["given", "refused", "expired", "completed", "failed", "rejected", "cancelled", "executing"] as const;

/**
 * Takes a customer's answer to a payment out of their wallet. Given, its money is held in this unit and people may decide; refused, it ends
 * rejected. Of answers that come at once the first counts.
 * @throws DomainError `auth.forbidden`, `operations.not-found` (also for a link that was replaced), `organisations.distributor-suspended`
 */
export async function answerConsent(ctx: Ctx, input: ConsentAnswer): Promise<ConsentOutcome> {
  authorize(ctx, "consents.answer");
  const { outcome, triesLeft } = await answer(ctx, input);
  const { operationId } = input;
  const subject = { subjectKind: "operation", subjectId: operationId } as const;
  const refusal = REFUSALS[outcome];
  if (refusal) throw new DomainError(refusal);
  const late = LATE.find((state) => state === outcome);
  if (late) return { outcome: "late", state: late };
  if (outcome === "wrong" || outcome === "too-many") {
    ctx.audit({ ...subject, action: "operation.consent-code-wrong", detail: { reason: outcome } });
    return outcome === "wrong" ? { outcome, triesLeft } : { outcome };
  }
  if (outcome === "not-sent") return { outcome };
  ctx.audit({ ...subject, action: `operation.consent-${input.answer}`, detail: { via: viaOf(input) } });
  const failure = FAILURES[outcome];
  if (failure) {
    await end(ctx, operationId, { status: "failed", failure });
    return { outcome: "failed", failure };
  }
  if (input.answer === "refused") await end(ctx, operationId, { status: "rejected" });
  else ctx.emit({ topic: "operation.consent-given", payload: { operationId } });
  return { outcome: input.answer };
}

async function answer(ctx: Ctx, input: ConsentAnswer): Promise<{ outcome: string; triesLeft: number }> {
  const { principal } = ctx;
  const typist = principal.kind === "user" ? principal : null;
  const proof = proofOf(ctx, input);
  const [row] = (await ctx.tx.execute(
    sql`select outcome, tries_left from consent_answer(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${input.operationId}::uuid,
          ${input.answer}, ${viaOf(input)}, ${proof}, ${newId("hold")}::uuid, ${typist?.personId ?? null}::uuid,
          ${typist?.sessionId ?? null}::uuid, decode(${typist?.sessionProof ?? null}, 'hex'))`,
  )) as unknown as { outcome: string; tries_left: number | null }[];
  if (!row) throw new Error("an answer had no outcome");
  return { outcome: row.outcome, triesLeft: row.tries_left ?? 0 };
}

function viaOf(input: ConsentAnswer): ConsentVia {
  if ("code" in input) return "code";
  return "token" in input ? "link" : "wallet";
}

function proofOf({ principal }: Ctx, input: ConsentAnswer): Buffer | null {
  if ("code" in input) return hashConsentCode(input.operationId, input.code);
  if ("token" in input) return hashConsentLink(input.token);
  return principal.kind === "customer" && principal.walletProof ? Buffer.from(principal.walletProof, "hex") : null;
}

async function end(
  ctx: Ctx,
  id: Id<"operation">,
  how: { status: "rejected" } | { status: "failed"; failure: ErrorCode },
): Promise<void> {
  const operation = (await readStored(ctx, [id])).get(id);
  if (!operation) throw new Error(`operation ${id} was answered and cannot be read`);
  const ending: Ending = { operation, by: ctx, ...how };
  await finishOperations(ctx, [ending]);
}
