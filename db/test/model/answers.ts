import { walletCaller } from "@/lib/identity";
import { isDomainError } from "@/lib/kernel/errors";
import type { Ctx } from "@/lib/runtime";
import { run } from "@/lib/runtime";
import { TRIES } from "./apply";
import type { Cast } from "./cast";
import { at } from "./state";
import type { Answer, Request } from "./steps";

/** Asks for something in a unit of work of its own; what is refused is kept by the name of what was tried. */
export function ask<T>(
  cast: Cast,
  { kind, by }: { readonly kind: Request["kind"]; readonly by: number | "clock" },
  verb: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { world } = cast;
  const caller = by === "clock" ? world.system : at(cast.callers, by);
  // What stands for a customer's word is the owner's alone, where nobody proves that it is theirs.
  const database = by === "clock" && kind === "ask" ? world.owner : world.app;
  return run(caller, { requestId: "model", database, tries: { action: TRIES[kind] } }, verb);
}

/** Asks for something as a customer who is signed in to their wallet. */
export function askAsCustomer<T>(
  cast: Cast,
  { kind, customer }: { readonly kind: Request["kind"]; readonly customer: number },
  verb: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { token, wallet } = at(cast.customers, customer).own;
  const caller = walletCaller(token, wallet, wallet.issuerId);
  return run(caller, { requestId: "model", database: cast.world.app, tries: { action: TRIES[kind] } }, verb);
}

/** What a request is answered, its refusal too. */
export async function answerOf(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    return refusal(error);
  }
}

/** A refusal as its caller sees it. Anything else is thrown on: it is never what the model expects. */
export function refusal(error: unknown): Answer {
  if (!isDomainError(error)) throw error;
  const { code, details } = error;
  if (code !== "operations.already-decided" && code !== "operations.not-pending") return { code };
  return { code, status: details?.status ?? null, decidedBy: details?.decidedBy ?? null };
}
