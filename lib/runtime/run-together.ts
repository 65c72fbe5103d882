import type { Tx } from "@/db/client";
import { Closing } from "@/db/closing";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { coalesce } from "./coalesce";
import type { Asked, Asker, AuditEntry, Outcome, Scope, SharedCtx } from "./context";
import { appDatabase } from "./databases";
import { ask, auditRefusal, type Caller, isAudited, type Request, refused, type Tries } from "./run";
import { inUnit } from "./unit";

/** One outcome for each input; or, where nothing is left to be sent but COMMIT, what they will be. */
export type Done<T> = Outcome<T>[] | Closing<Outcome<T>[]>;

/** The outcomes of work whose unit goes on. */
export async function outcomesOf<T>(work: Promise<Done<T>>): Promise<Outcome<T>[]> {
  const done = await work;
  return done instanceof Closing ? done.last : done;
}

/** A verb that serves many callers in one unit of work, each input with its own outcome: a refused one leaves nothing behind. */
export type SharedVerb<I, T> = {
  readonly name: string;
  /** Names an input in the audit when it is refused. */
  tries(input: I): Tries;
  work(unit: SharedCtx, items: readonly Asked<I>[]): Promise<Done<T>>;
};

type Asking = { readonly caller: Caller; readonly request: Request };
type Job<I> = { readonly asking: Asking; readonly input: I };

const AT_MOST = 100;

/**
 * Runs a shared verb for one input, in one unit of work with all others of the same scope that wait at this moment: requests that meet at
 * one float share a transaction and a commit instead of queueing for its lock. A lonely one waits for nobody.
 * @throws DomainError as `run()`
 */
export async function runTogether<I, T>(
  verb: SharedVerb<I, T>,
  caller: Caller,
  request: Request,
  input: I,
): Promise<T> {
  const [outcome] = await settleEach(verb, caller, request, [input]);
  if (!outcome) throw new Error("an input had no outcome");
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/**
 * Runs a shared verb for many inputs of one caller, each with its own outcome, in the order given; they are served with those of others.
 * `runtime.database-unavailable` and `runtime.busy` are outcomes, too: of those inputs nobody knows. So is a bug that an input meets, since the
 * others may be done: `runtime.internal`, whose `cause` is for the log.
 * @throws DomainError of kind unauthenticated, when the caller was nobody any more for all of them
 */
export async function runEachTogether<I, T>(
  verb: SharedVerb<I, T>,
  caller: Caller,
  request: Request,
  inputs: readonly I[],
): Promise<Outcome<T>[]> {
  const outcomes = (await settleEach(verb, caller, request, inputs)).map(toOutcome);
  const [first] = outcomes;
  const isNobody = (one: Outcome<T>) => !one.ok && one.error.kind === "unauthenticated";
  if (first && !first.ok && outcomes.every(isNobody)) throw first.error;
  return outcomes;
}

/** The outcome of an input, or the bug that it met. */
type Served<T> = Outcome<T, unknown>;

async function settleEach<I, T>(
  verb: SharedVerb<I, T>,
  caller: Caller,
  request: Request,
  inputs: readonly I[],
): Promise<Served<T>[]> {
  const asking = { caller, request };
  const { scope } = caller;
  const queue = `${verb.name} ${scope.issuerId} ${scope.organisation}`;
  const serveAll = (jobs: readonly Job<I>[]) => serve(verb, scope, jobs);
  // A set that never ended is refused as a whole, and those of the sets before it have their outcomes.
  const settle = (input: I): Promise<Served<T>> =>
    coalesce(queue, AT_MOST, { asking, input }, serveAll).then(
      (value) => ({ ok: true, value }),
      (error: unknown) => ({ ok: false, error }),
    );
  return Promise.all(inputs.map(settle));
}

function toOutcome<T>(served: Served<T>): Outcome<T> {
  if (served.ok) return served;
  const { error } = served;
  return { ok: false, error: isDomainError(error) ? error : new DomainError("runtime.internal", { cause: error }) };
}

// A set that cannot end together (a unique index that ends it whole, a bug that one input meets) is repeated one by one: nobody is spoilt by a
// neighbour. Not so when the database is away or busy: then nobody knows, or nobody would fare better.
async function serve<I, T>(verb: SharedVerb<I, T>, scope: Scope, jobs: readonly Job<I>[]): Promise<Served<T>[]> {
  const [first] = jobs;
  if (first && jobs.length === 1) return [await alone(verb, scope, first)];
  try {
    return await together(verb, scope, jobs);
  } catch (error) {
    if (isDomainError(error) && error.kind === "unavailable") return jobs.map(() => ({ ok: false, error }));
    return oneByOne(verb, scope, jobs);
  }
}

// Once the database is away, the rest is refused: done when it is back, it would be done long after its callers were told that nobody knows.
async function oneByOne<I, T>(verb: SharedVerb<I, T>, scope: Scope, jobs: readonly Job<I>[]): Promise<Served<T>[]> {
  const served: Served<T>[] = [];
  let away: Served<T> | undefined;
  for (const job of jobs) {
    // Also where its refusal could not be audited: those before it are done.
    const one = away ?? (await alone(verb, scope, job).catch((error: unknown) => ({ ok: false, error }) as const));
    served.push(one);
    if (!one.ok && isDomainError(one.error) && one.error.code === "runtime.database-unavailable") away = one;
  }
  return served;
}

async function alone<I, T>(verb: SharedVerb<I, T>, scope: Scope, job: Job<I>): Promise<Served<T>> {
  const seen: { asker?: Asker } = {};
  try {
    const [value] = await together(verb, scope, [job], (asker) => {
      seen.asker = asker;
    });
    return value ?? { ok: false, error: new Error(`${verb.name}: an input had no outcome`) };
  } catch (error) {
    if (seen.asker && isAudited(error)) {
      await auditRefusal(appDatabase(), scope, seen.asker, verb.tries(job.input), error);
    }
    return { ok: false, error };
  }
}

async function together<I, T>(
  verb: SharedVerb<I, T>,
  scope: Scope,
  jobs: readonly Job<I>[],
  see: (asker: Asker) => void = () => undefined,
): Promise<Outcome<T>[]> {
  let late: Refused[] = [];
  const outcomes = await inUnit(
    appDatabase(),
    scope,
    (tx) => askAll(tx, jobs),
    (unit, askers) => {
      late = [];
      const outcomes: Outcome<T>[] = [];
      const asked: { readonly n: number; readonly by: Asker; readonly input: I }[] = [];
      jobs.forEach(({ asking, input }, n) => {
        const asker = askers.get(asking);
        if (asker?.ok) asked.push({ n, by: asker.value, input });
        else outcomes[n] = asker ?? { ok: false, error: new DomainError("auth.forbidden") };
      });
      for (const { by } of asked) see(by);
      const tell = (done: readonly Outcome<T>[], keep: (refusal: Refused) => void) => {
        asked.forEach(({ n, by, input }, place) => {
          const outcome = done[place];
          if (!outcome) throw new Error(`${verb.name}: an input had no outcome`);
          outcomes[n] = outcome;
          if (!outcome.ok && isAudited(outcome.error)) {
            keep({ n, entry: { by, ...refused(verb.tries(input), outcome.error) } });
          }
        });
        return outcomes;
      };
      const work = async () => {
        const done = await verb.work(unit.shared, asked);
        if (done instanceof Closing) {
          return new Closing(done.last.then((them) => tell(them, (refusal) => void late.push(refusal))));
        }
        return tell(done, ({ entry }) => unit.shared.audit(entry));
      };
      return unit.end(work());
    },
  );
  return late.length > 0 ? auditLate(scope, outcomes, late) : outcomes;
}

/** A refusal, whose place it has among the outcomes, and how the audit tells it. */
type Refused = { readonly n: number; readonly entry: AuditEntry & { readonly by: Asker } };

// What was learnt with the commit is audited in a unit of its own. Where that fails, however it does, only the refused learn of it: the others are done,
// and must not be repeated.
async function auditLate<T>(scope: Scope, outcomes: Outcome<T>[], late: readonly Refused[]): Promise<Outcome<T>[]> {
  try {
    const nothing = async () => undefined;
    await inUnit(appDatabase(), scope, nothing, ({ shared, end }) => {
      for (const { entry } of late) shared.audit(entry);
      return end(nothing());
    });
  } catch (error) {
    const why = isDomainError(error) ? error : new DomainError("runtime.internal", { cause: error });
    for (const { n } of late) outcomes[n] = { ok: false, error: why };
  }
  return outcomes;
}

/** Who stands behind each request, asked once for each. */
async function askAll<I>(tx: Tx, jobs: readonly Job<I>[]): Promise<Map<Asking, Outcome<Asker>>> {
  const askings = [...new Set(jobs.map(({ asking }) => asking))];
  const askers = await Promise.all(
    askings.map(({ caller, request }) =>
      ask(caller, request, tx).then(
        (value) => ({ ok: true, value }) as const,
        (error: unknown) => {
          if (!isDomainError(error)) throw error;
          return { ok: false, error } as const;
        },
      ),
    ),
  );
  return new Map(askings.map((asking, n) => [asking, askers[n] as Outcome<Asker>]));
}
