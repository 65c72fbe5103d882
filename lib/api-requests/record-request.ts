import type { Id } from "@/lib/kernel/ids";
import { type Loss, type Recorder, type Row, recorder } from "./recorder";
import { redactBody, redactQuery } from "./redact-body";
import { redactText } from "./redact-text";
import { writeRequests } from "./write-requests";

/** A request of a known key, and how it was answered. Nothing of it is redacted yet; `responseBody` is asked for later. */
export type AnsweredRequest = {
  readonly issuerId: Id<"issuer">;
  readonly keyId: Id<"apiKey">;
  readonly requestId: string;
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly status: number;
  readonly latencyMs: number;
  readonly address: string | null;
  readonly requestBody: unknown;
  readonly responseBody: () => unknown;
  readonly operationId: Id<"operation"> | null;
};

const EVERY = 250;
const AT_ONCE = 200;
/** After a write that failed, in ms. */
const PAUSE = 1_000;
/** So many requests wait while the database does not take them; then the oldest go. */
const MOST = 5_000;
/** Losses are told so often, in ms. */
const TELL_EVERY = 10_000;

/**
 * Keeps a request for the log: written with others within 250 ms, or as soon as 200 wait. Returns at once and never throws: a log that cannot
 * be written slows and fails nobody.
 * @param tell is told what was lost, every ten seconds at most
 */
export function recordRequest(request: AnsweredRequest, tell: (loss: Loss) => void): void {
  const log = recorder();
  log.tell = tell;
  log.coming.push(() => toRow(request));
  // After the answer: what is made of a request here is done when its client has it already.
  if (log.coming.length === 1) setImmediate(() => takeIn(log));
}

/** Writes what waits, for the end of the process; what cannot be written then is lost. */
export async function flushRequests(): Promise<void> {
  const log = recorder();
  takeIn(log);
  await log.writing;
  for (let left = Number.POSITIVE_INFINITY; log.rows.length > 0 && log.rows.length < left; ) {
    left = log.rows.length;
    await begin(log);
  }
}

function takeIn(log: Recorder): void {
  const coming = log.coming.splice(0);
  for (const make of coming) {
    try {
      log.rows.push(make());
    } catch (error) {
      lose(log, 1, error);
    }
  }
  if (log.rows.length > MOST) lose(log, log.rows.splice(0, log.rows.length - MOST).length, undefined);
  tellLoss(log);
  if (log.writing) return;
  // A pause after a failure has a timer of its own, however much waits.
  if (log.rows.length >= AT_ONCE && log.reason === undefined) void begin(log);
  else schedule(log, EVERY);
}

function schedule(log: Recorder, milliseconds: number): void {
  if (log.timer || log.rows.length === 0) return;
  log.timer = setTimeout(() => void begin(log), milliseconds);
  // The end of the process writes what is left: no timer keeps it alive.
  log.timer.unref();
}

function begin(log: Recorder): Promise<void> {
  if (log.timer) clearTimeout(log.timer);
  log.timer = null;
  log.writing ??= write(log).finally(() => {
    log.writing = null;
    schedule(log, log.reason === undefined ? EVERY : PAUSE);
  });
  return log.writing;
}

/** Writes all that waits, set by set. A set that the database refuses is lost; one that it did not answer waits, as the first to go. */
async function write(log: Recorder): Promise<void> {
  do {
    const set = log.rows.splice(0, AT_ONCE);
    const outcome = await writeRequests(set);
    log.reason = outcome.error;
    if (outcome.kind === "later") log.rows.unshift(...set);
    else if (outcome.kind === "lost") lose(log, set.length, outcome.error);
    tellLoss(log);
    if (outcome.kind !== "written") return;
  } while (log.rows.length >= AT_ONCE);
}

function lose(log: Recorder, requests: number, error: unknown): void {
  log.lost += requests;
  if (error !== undefined) log.reason = error;
}

function tellLoss(log: Recorder): void {
  if (log.lost === 0 || performance.now() - log.toldAt < TELL_EVERY) return;
  log.toldAt = performance.now();
  log.tell({ requests: log.lost, ...(log.reason === undefined ? {} : { err: log.reason }) });
  log.lost = 0;
}

function toRow(request: AnsweredRequest): Row {
  return {
    issuerId: request.issuerId,
    id: request.requestId,
    key: request.keyId,
    at: request.at.toISOString(),
    method: request.method,
    path: redactText(request.path),
    query: redactQuery(request.search),
    status: request.status,
    latency: Math.round(request.latencyMs),
    address: request.address,
    request: redactBody(request.requestBody),
    response: redactBody(request.responseBody()),
    operation: request.operationId,
  };
}
