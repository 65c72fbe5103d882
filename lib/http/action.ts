import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult } from "@/lib/kernel/action-result";
import { DomainError } from "@/lib/kernel/errors";
import { type Caller, type Ctx, type Request, run, type Tries, whileDatabaseAnswers } from "@/lib/runtime";
import { noteEntered } from "./entered-actions";
import { parseInput } from "./parse-input";
import type { Peer } from "./peer";
import { currentCaller, currentPeer, sessionToken } from "./principal";
import { toRefusal } from "./refusal";

/**
 * `tries` names the act in the audit when it is refused. `background` is for what a page asks by itself. `verb` runs in a unit of work of its
 * own, `together` has a shared verb run with what others ask for at this moment.
 */
type ActionOptions<S extends z.ZodType, T> = {
  readonly input: S;
  readonly tries?: Tries | ((input: z.output<S>) => Tries);
  readonly background?: boolean;
} & (
  | { readonly verb: (ctx: Ctx, input: z.output<S>) => Promise<T> }
  | { readonly together: (caller: Caller, request: Request, input: z.output<S>) => Promise<T> }
);

/**
 * A server action of a signed-in person: checks the input, builds the principal from the session, runs one verb in one unit of work.
 * Refusals come back as `{ ok: false, error }`, never thrown.
 *
 *   export const approve = action({ input: approveSchema, tries: { action: "operation.approve" }, verb: approveOperation });
 *
 * Takes a form's data or an object of the schema's input.
 */
export function action<S extends z.ZodType, T>(
  options: ActionOptions<S, T>,
): (input: FormData | z.input<S>) => Promise<ActionResult<T>> {
  return (raw) =>
    answer(async (peer) => {
      const caller = await currentCaller(options.background ?? false);
      if (!caller) throw new DomainError((await sessionToken()) ? "auth.session-ended" : "auth.not-signed-in");
      const input = parseInput(options.input, raw);
      const tries = typeof options.tries === "function" ? options.tries(input) : options.tries;
      const request = { ...peer, ...(tries ? { tries } : {}) };
      return "together" in options
        ? options.together(caller, request, input)
        : run(caller, request, (ctx) => options.verb(ctx, input));
    });
}

/** Does some work for a form and answers as an action does. For actions that are more than one verb; `action()` is built on it. */
export async function answer<T>(work: (peer: Peer) => Promise<T>): Promise<ActionResult<T>> {
  const peer = await currentPeer();
  noteEntered(peer.requestId);
  try {
    return { ok: true, value: await whileDatabaseAnswers(work(peer)) };
  } catch (error) {
    // redirect() and notFound() are Next's way of leaving, not errors.
    unstable_rethrow(error);
    return { ok: false, error: toRefusal(error, peer.requestId) };
  }
}
