import type postgres from "postgres";
import { areSent, Closing, commitBehind, follow, type Statements } from "./closing";

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;
type Begin = (...args: [Work] | [string, Work]) => Promise<unknown>;

/**
 * Makes a transaction end with its connection. The driver (postgres 3.4.9) goes on after a loss: what a dead transaction still sends, its
 * own closing ROLLBACK or COMMIT included, goes to the connection's place in the pool, where another unit of work may be under way by
 * then: it could commit that one half done, or undo it while its caller is told that it is done. Where nobody has reconnected yet, it
 * throws a TypeError out of a timer that nobody can catch, and the place in the pool never answers again.
 *
 * So nothing is sent any more through the handle of a transaction that has lost its connection or has ended, and the driver is not told
 * how such a transaction ended: it has rejected it already, or will when the socket closes. The database refuses stragglers too
 * (db/functions/010_scope.sql); this keeps them from getting there. Nor is it told where COMMIT was sent behind the last statements
 * (`Closing`): it would send its own, and by then the connection is another's.
 */
export function endWithConnection(client: postgres.Sql): void {
  const begin = client.begin.bind(client) as unknown as Begin;
  const guarded: Begin = (...args) => {
    const work = args[args.length - 1] as Work;
    let end: () => void = () => undefined;
    let answer: (outcome: Promise<unknown>) => void = () => undefined;
    const life: Life = {
      over: false,
      ended: new Promise((resolve) => {
        end = resolve;
      }),
      statements: { unanswered: new Set(), failed: false },
    };
    const closed = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const whole = begin(typeof args[0] === "string" ? args[0] : "", async (tx) => {
      // The bare handle's own: nothing goes through the guarded one once the transaction is over.
      const send = tx.unsafe.bind(tx);
      const closing: Work = async (handle) => {
        const value = await work(handle);
        if (!(value instanceof Closing)) return value;
        if (!(await areSent(life.statements)) || life.over) return value.last;
        life.over = true;
        answer(commitBehind(send, value.last));
      };
      const outcome = await inScope(tx, closing, life);
      life.over = true;
      return outcome();
    });
    // The driver rejects at the moment of the loss, whatever the work is doing then.
    whole.catch(() => {
      life.over = true;
      end();
    });
    return Promise.race([whole, closed]);
  };
  client.begin = guarded as unknown as typeof client.begin;
}

/** A transaction's: `over` once nothing may be sent for it any more; `ended` when the driver has rejected it. */
type Life = { over: boolean; readonly ended: Promise<void>; readonly statements: Statements };

async function inScope(tx: postgres.TransactionSql, work: Work, life: Life): Promise<() => unknown> {
  let outcome: () => unknown;
  try {
    const value = await work(guard(tx, life));
    outcome = () => value;
  } catch (error) {
    if (isLoss(error)) await soon(life.ended);
    outcome = () => {
      throw error;
    };
  }
  return life.over ? await new Promise<never>(() => undefined) : outcome;
}

function guard(tx: postgres.TransactionSql, life: Life): postgres.TransactionSql {
  const alive = () => {
    if (life.over) throw Object.assign(new Error("the transaction is over"), { code: "CONNECTION_CLOSED" });
  };
  return new Proxy(tx, {
    apply(target, self, args) {
      alive();
      const made = Reflect.apply(target as unknown as () => PromiseLike<unknown>, self, args);
      // Tagged templates make statements, too; other calls make parts of one.
      if (made instanceof Promise) follow(life.statements, made);
      return made;
    },
    get(target, name) {
      const member = Reflect.get(target, name);
      if (name === "savepoint") {
        return (...args: [Work] | [string, Work]) => {
          alive();
          const inner = async (scope: postgres.TransactionSql) =>
            (await inScope(scope, args[args.length - 1] as Work, life))();
          return Reflect.apply(member, target, [...args.slice(0, -1), inner]);
        };
      }
      if (name !== "unsafe" && name !== "file") return member;
      return (...args: unknown[]) => {
        alive();
        const statement = Reflect.apply(member, target, args) as Promise<unknown>;
        follow(life.statements, statement);
        return statement;
      };
    },
  });
}

/**
 * Whether the driver says of a statement that its connection is gone, or the server has said its last words on it. It may have been another
 * pool's connection, so this is only a reason to wait for the loss of this one.
 */
function isLoss(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Object && depth < 5; e = (e as { cause?: unknown }).cause, depth++) {
    const { code, severity } = e as { code?: unknown; severity?: unknown };
    if (severity === "FATAL" || severity === "PANIC") return true;
    if (code === "CONNECTION_CLOSED" || code === "CONNECTION_DESTROYED") return true;
    if ("syscall" in e && "query" in e) return true;
  }
  return false;
}

/** When a promise is fulfilled, or after a second. A socket closes within milliseconds of the last words. */
async function soon(promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 1000);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
