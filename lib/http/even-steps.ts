import {
  challengeCaller,
  confirmSmsCode,
  type SignInStarted,
  type SmsCodeOutcome,
  type StartSignIn,
  startSignIn,
  visitorCaller,
} from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { evenly } from "./even-time";
import type { Peer } from "./peer";

// The first two steps take at least this long, whoever the phone belongs to.
const EVEN_MS = 150;

/** Opens a challenge, in a time that says nothing of the phone. @throws DomainError as `startSignIn` does */
export function startEvenly(peer: Peer, input: StartSignIn): Promise<SignInStarted> {
  return evenly(EVEN_MS, () => run(visitorCaller(), peer, (ctx) => startSignIn(ctx, input)));
}

/** Judges an SMS code, in a time that says nothing of whose it is. @throws DomainError as `confirmSmsCode` does */
export function confirmEvenly(peer: Peer, challengeId: Id<"challenge">, code: string): Promise<SmsCodeOutcome> {
  return evenly(EVEN_MS, async () =>
    run(await challengeCaller(challengeId), peer, (ctx) => confirmSmsCode(ctx, { challengeId, code })),
  );
}
