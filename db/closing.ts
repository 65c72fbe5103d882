import type postgres from "postgres";

const CLOSING = Symbol.for("distributor-portal.closing");

/**
 * What the work of a transaction may answer instead of a value: all its last statements have been asked for, and nothing but their success is
 * still waited for. Then COMMIT is sent right behind them, in the same flight; where one of them fails, the server answers it with ROLLBACK.
 * Another statement, asked for once these are answered, would come too late.
 */
export class Closing<T> {
  readonly last: Promise<T>;
  readonly [CLOSING] = true;

  // The front server, route handlers and pages each have a class of their own, and share one pool.
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Object && CLOSING in value;
  }

  constructor(last: PromiseLike<T>) {
    // The mapper's statements are asked for when they are first waited for.
    this.last = Promise.resolve(last);
  }
}

/** What the driver keeps of a statement that it was given. */
type Statement = PromiseLike<unknown> & { readonly state?: unknown; readonly describeFirst?: boolean };

/** The statements of one transaction that have no answer yet, and whether one of them failed. */
export type Statements = { readonly unanswered: Set<Statement>; failed: boolean };

/** Keeps a statement among those of its transaction until it is answered. */
export function follow(statements: Statements, statement: Statement): void {
  statements.unanswered.add(statement);
  const answered = () => statements.unanswered.delete(statement);
  const failed = () => {
    statements.failed = true;
    answered();
  };
  // The driver's own `then` would send it.
  Promise.prototype.then.call(statement, answered, failed);
}

/**
 * Whether all that was asked for is on its way to the server as it stands. What the driver still describes first, or could not even send, must
 * be waited for: behind it a COMMIT might be answered although a statement never came.
 */
export async function areSent(statements: Statements): Promise<boolean> {
  // Until everything that was asked for in this turn has come to the driver. It writes afterwards.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  const isSent = ({ state, describeFirst }: Statement) => state instanceof Object && !describeFirst;
  return !statements.failed && [...statements.unanswered].every(isSent);
}

/**
 * Sends COMMIT behind a transaction's last statements.
 * @param send the driver's own, for this transaction
 * @throws what one of them failed with: nothing has happened; or what the COMMIT failed with
 */
export async function commitBehind<T>(send: postgres.TransactionSql["unsafe"], last: Promise<T>): Promise<T> {
  const [wrote, ended] = await Promise.allSettled([last, send("commit")]);
  const isCommitted = ended.status === "fulfilled" && ended.value.command === "COMMIT";
  if (wrote.status === "rejected") {
    if (!isCommitted) throw wrote.reason;
    // Nothing of the server's: whoever waits must not take it for something that has not happened.
    throw Object.assign(new Error("committed, but its last statements failed"), { cause: wrote.reason });
  }
  if (ended.status === "rejected") throw ended.reason;
  if (!isCommitted) throw new Error("the server rolled back a transaction whose statements it had all answered");
  return wrote.value;
}
