import { headers } from "next/headers";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import { ERRORS } from "@/lib/kernel/errors";
import { type Ctx, run, whileDatabaseAnswers } from "@/lib/runtime";
import { noteForbidden } from "./away-requests";
import { pageError } from "./page-error";
import type { Peer } from "./peer";
import { currentCaller, currentPeer, sessionToken } from "./principal";
import { toRefusal } from "./refusal";
import { PATH_HEADER, signInPath } from "./return-path";

/**
 * The one read unit of a page. Without a session it leads to `/sign-in` and back; what is not found is the 404 page; any other refusal is an
 * error whose digest `readDigest` reads.
 *
 *   const float = await view((ctx) => readFloat(ctx));
 */
export async function view<T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const peer = await currentPeer();
  try {
    const read = async () => {
      // A page that is read keeps no session alive, as open ones read themselves again: that somebody is there says the pulse.
      const caller = await currentCaller(true);
      return caller ? run(caller, peer, verb) : toSignIn();
    };
    return await whileDatabaseAnswers(read());
  } catch (error) {
    unstable_rethrow(error);
    const refusal = toRefusal(error, peer.requestId);
    const { kind } = ERRORS[refusal.code];
    if (kind === "unauthenticated") return toSignIn();
    if (kind === "not-found") notFound();
    if (kind === "forbidden") noteForbidden(peer.requestId);
    throw pageError(refusal);
  }
}

/**
 * What a page reads for anybody, signed in or not. A refusal is an error whose digest `readDigest` reads, as of `view()`.
 */
export async function readForAnybody<T>(work: (peer: Peer) => Promise<T>): Promise<T> {
  const peer = await currentPeer();
  try {
    return await whileDatabaseAnswers(work(peer));
  } catch (error) {
    unstable_rethrow(error);
    throw pageError(toRefusal(error, peer.requestId));
  }
}

async function toSignIn(): Promise<never> {
  const from = (await headers()).get(PATH_HEADER);
  redirect(signInPath(from, (await sessionToken()) !== null));
}
