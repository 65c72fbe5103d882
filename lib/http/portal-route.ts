import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { DomainError } from "@/lib/kernel/errors";
import { type Caller, type Ctx, run, toDomainError, whileDatabaseAnswers } from "@/lib/runtime";
import type { Peer } from "./peer";
import { currentCaller, currentPeer } from "./principal";
import { problemOf } from "./problem";
import { toRefusal } from "./refusal";

/**
 * A route handler of the portal's own pages: the person of the session, the answer of `work`, and refusals as the API tells them. Nothing
 * of it is cached anywhere.
 * @param options.background the page asks by itself (polling): does not keep an abandoned session alive
 */
export async function answerPerson(
  work: (caller: Caller, peer: Peer) => Promise<Response>,
  options: { readonly background?: boolean } = {},
): Promise<Response> {
  const peer = await currentPeer();
  try {
    const response = await whileDatabaseAnswers(answer(work, peer, options.background ?? false));
    response.headers.set("cache-control", "private, no-store");
    return response;
  } catch (error) {
    unstable_rethrow(error);
    toRefusal(error, peer.requestId);
    const accept = (await headers()).get("accept");
    const problem = problemOf(toDomainError(error), { requestId: peer.requestId, accept });
    return new Response(problem.body, {
      status: problem.status,
      headers: { ...problem.headers, "cache-control": "private, no-store" },
    });
  }
}

async function answer(
  work: (caller: Caller, peer: Peer) => Promise<Response>,
  peer: Peer,
  background: boolean,
): Promise<Response> {
  const caller = await currentCaller(background);
  if (!caller) throw new DomainError("auth.not-signed-in");
  return work(caller, peer);
}

/** A read of one verb for a page's own script, as JSON. Amounts and counts beyond doubt are strings (DESIGN §8). */
export function readForPage<T>(
  verb: (ctx: Ctx) => Promise<T>,
  options: { readonly background?: boolean } = {},
): Promise<Response> {
  return answerPerson(async (caller, peer) => Response.json(await run(caller, peer, verb)), options);
}
