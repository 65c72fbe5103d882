import type postgres from "postgres";

type Connection = { terminate(): void };
type Options = { onexecute?: (connection: Connection) => unknown };
type Unsafe = (text: string, params?: unknown[], options?: Options) => PromiseLike<unknown> & Promise<unknown>;

/** The answers of a beginning's statements, rows of each. */
export type Answers = readonly (readonly Record<string, unknown>[])[];

/**
 * Lets statements go out with a transaction's BEGIN, in its own round trip. The driver (postgres 3.4.9) asks for its BEGIN through the client's
 * `unsafe`, with an option that nobody else gives, at once when a transaction is asked for.
 * @returns begins a transaction (`begin` must ask the driver for one at once) so; what the statements answered is there once it has begun
 */
export function beginnings(
  client: postgres.Sql,
): <T>(statements: string, begin: () => T) => { begun: T; answers: Promise<Answers> } {
  const unsafe = client.unsafe.bind(client) as unknown as Unsafe;
  let waiting: { statements: string; answers?: Promise<Answers> } | undefined;
  const beginning: Unsafe = (text, params, options) => {
    const asked = waiting;
    if (!asked || !options?.onexecute) return unsafe(text, params, options);
    let connection: Connection | undefined;
    const { onexecute } = options;
    const sent = unsafe(`begin; ${asked.statements}`, params, {
      ...options,
      onexecute: (on) => {
        connection = on;
        return onexecute(on);
      },
    });
    asked.answers = sent as Promise<Answers>;
    // A statement that the server refuses leaves the transaction open, and the driver would keep its connection for ever.
    sent.catch((error: { severity?: unknown }) => {
      if (error.severity === "ERROR") connection?.terminate();
    });
    return sent;
  };
  Object.assign(client, { unsafe: beginning });
  return (statements, begin) => {
    waiting = { statements };
    try {
      const begun = begin();
      if (!waiting.answers) throw new Error("the driver did not begin at once");
      return { begun, answers: waiting.answers };
    } finally {
      waiting = undefined;
    }
  };
}
