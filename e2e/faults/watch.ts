import type { Answer, Ask } from "./exchange";

/** A request that takes longer has hung. */
const HANG = 5_000;
/** Refusals that this load can meet where nothing is wrong; anything else is noted. */
const EXPECTED =
  /^(?:idempotency\.in-progress|operations\.(?:already-decided|not-pending)|wallets\.withdrawal-(?:taken|not-found)|sign-in\.(?:sms-limit|rejected))$/;

/** Looks at every answer, whoever asked. */
export class Watch {
  requests = 0;
  /** Answers 503, the slowest of them in ms, and how many did not say when to come back. */
  unavailable = { count: 0, slowest: 0, withoutRetryAfter: 0 };
  /** Connections that ended without an answer. */
  lost = 0;
  /** What must never be: one line each, at most `KEPT` of a sort kept. */
  readonly wrong = { otherErrors: [] as string[], hangs: [] as string[], unexpected: [] as string[] };

  note({ method = "GET", path, headers }: Ask, { status, headers: answered, text }: Answer, { ms, ran }: Timing): void {
    this.requests++;
    const asked = `${method} ${path}${headers?.["next-action"] ? " (action)" : ""}`;
    const line = `${asked}: ${status} after ${Math.round(ms)} ms ${text.slice(0, 300)}`;
    if (ms > HANG && ran) this.wrong.hangs.push(line);
    if (status === 0) this.lost++;
    else if (status === 503) {
      this.unavailable.count++;
      if (ran) this.unavailable.slowest = Math.max(this.unavailable.slowest, ms);
      if (!answered["retry-after"]) {
        this.unavailable.withoutRetryAfter++;
        this.wrong.unexpected.push(`no Retry-After: ${line}`);
      }
    } else if (status >= 500) this.wrong.otherErrors.push(line);
    else if (status >= 300 || codeOf(text) !== null) {
      const code = codeOf(text);
      if (!code || !EXPECTED.test(code)) this.wrong.unexpected.push(line);
    }
  }
}

/** `ran`: the process ran all the time, neither killed nor stopped. */
type Timing = { readonly ms: number; readonly ran: boolean };

/** The code of a refusal in an answer of the API or of a server action; null where there is none. */
export function codeOf(text: string): string | null {
  const refusal = /"code":"([a-z-]+\.[a-z-]+)"/.exec(text.slice(0, 2_000));
  return refusal?.[1] ?? null;
}
