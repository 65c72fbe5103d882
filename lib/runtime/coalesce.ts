import { DomainError } from "@/lib/kernel/errors";
import type { Outcome } from "./context";

/** Does the work of many calls at once; one outcome for each item, in the order given. What it throws is the outcome of all. */
type Work<I, O> = (items: readonly I[]) => Promise<readonly Outcome<O, unknown>[]>;

type Waiting<I, O> = {
  readonly item: I;
  readonly since: number;
  resolve(value: O): void;
  reject(error: unknown): void;
};

/** In ms. No request waits longer: whoever has not been served by then has been told so, and must not be served behind their back. */
const PATIENCE = 15_000;
/** Of one piece of work. */
const DEADLINE = 30_000;

type Queue = { readonly waiting: Waiting<unknown, unknown>[]; busy: boolean };

// The front server, route handlers and pages evaluate this module on their own; calls must meet in one process all the same.
const KEY = Symbol.for("distributor-portal.queues");

function queues(): Map<string, Queue> {
  const holder = globalThis as { [KEY]?: Map<string, Queue> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}

/**
 * Lets calls that meet share one piece of work. There is no timer: a lonely call is served at once, and those that come while it is served
 * go together next. One piece of work of a queue runs at a time.
 * @param name of the queue; the same name must always come with the same kind of work
 * @param atMost how many items one piece of work takes
 */
export function coalesce<I, O>(name: string, atMost: number, item: I, work: Work<I, O>): Promise<O> {
  const all = queues();
  const queue = all.get(name) ?? { waiting: [], busy: false };
  all.set(name, queue);
  return new Promise<O>((resolve, reject) => {
    queue.waiting.push({ item, since: performance.now(), resolve, reject } as Waiting<unknown, unknown>);
    if (queue.busy) return;
    queue.busy = true;
    void serve(name, queue, atMost, work as Work<unknown, unknown>);
  });
}

async function serve(name: string, queue: Queue, atMost: number, work: Work<unknown, unknown>): Promise<void> {
  while (queue.waiting.length > 0) {
    // After what arrives with it in this turn of the event loop: whoever was just served may ask again.
    await new Promise(setImmediate);
    const batch = queue.waiting.splice(0, atMost).filter(isStillThere);
    if (batch.length === 0) continue;
    try {
      const outcomes = await within(DEADLINE, work(batch.map(({ item }) => item)));
      batch.forEach((waiting, n) => {
        settle(waiting, outcomes[n]);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
  queue.busy = false;
  queues().delete(name);
}

function isStillThere({ since, reject }: Waiting<unknown, unknown>): boolean {
  const isThere = performance.now() - since < PATIENCE;
  if (!isThere) reject(new DomainError("runtime.busy"));
  return isThere;
}

// Work that never ends (the driver can forget a statement whose connection was lost) must not keep the queue for ever.
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError("runtime.database-unavailable")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function settle(waiting: Waiting<unknown, unknown>, outcome: Outcome<unknown, unknown> | undefined): void {
  if (outcome?.ok) waiting.resolve(outcome.value);
  else waiting.reject(outcome ? outcome.error : new Error("one item of many had no outcome"));
}
