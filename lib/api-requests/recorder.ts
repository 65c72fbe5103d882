import type { Json } from "./schemas";

/** A request as it is written: redacted, of one issuer, under the id of its key. */
export type Row = {
  readonly issuerId: string;
  readonly id: string;
  readonly key: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly status: number;
  readonly latency: number;
  readonly address: string | null;
  readonly request: Json | null;
  readonly response: Json | null;
  readonly operation: string | null;
};

/** What could not be kept: how many requests since it was told last, and why. */
export type Loss = { readonly requests: number; readonly err?: unknown };

/** What waits to be written. `coming` are requests as they were answered, turned into rows when their answers have gone out. */
export type Recorder = {
  coming: (() => Row)[];
  rows: Row[];
  lost: number;
  reason: unknown;
  toldAt: number;
  timer: NodeJS.Timeout | null;
  writing: Promise<void> | null;
  tell: (loss: Loss) => void;
};

// The front server and route handlers evaluate this module on their own; what waits must be one per process, so that its end finds all of it.
const KEY = Symbol.for("distributor-portal.request-log");

/** The one of this process. */
export function recorder(): Recorder {
  const holder = globalThis as { [KEY]?: Recorder };
  holder[KEY] ??= {
    coming: [],
    rows: [],
    lost: 0,
    reason: undefined,
    toldAt: Number.NEGATIVE_INFINITY,
    timer: null,
    writing: null,
    tell: () => undefined,
  };
  return holder[KEY];
}
