import { randomUUID } from "node:crypto";
import { Client, type Dispatcher } from "undici";
import { drive, type Load, type Measured } from "../drive";

/** A kind of request. Bodies are used in turn; `freshKey`: each names an idempotency key of its own. */
export type Exchange = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies?: readonly string[];
  readonly freshKey?: boolean;
};

/** Load on one server: a connection for each caller, kept open, with one request at a time; exchanges in turn. */
export type Job = { readonly origin: string; readonly load: Load; readonly exchanges: readonly Exchange[] };

/** `core`: what part of one processor core the generator itself used; near 1 it would have measured itself. */
export type Generated = Measured & { readonly core: number };

// A process of its own, light enough not to be what is measured. It is told one job, answers and ends.
process.once("message", (job: Job) => {
  generate(job).then(
    (generated) => process.send?.({ generated }, () => process.exit(0)),
    (error: Error) => process.send?.({ problem: error.message }, () => process.exit(1)),
  );
});

async function generate({ origin, load, exchanges }: Job): Promise<Generated> {
  const clients = Array.from({ length: load.callers }, () => new Client(origin, { pipelining: 1 }));
  const prefix = randomUUID();
  let asked = 0;
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  const measured = await drive(load, (caller) => {
    const n = asked++;
    const client = clients[caller];
    const exchange = exchanges[n % exchanges.length];
    if (!client || !exchange) throw new Error("there is nothing to ask, or nobody to ask it");
    return ask(client, exchange, n, `${prefix}-${n}`);
  });
  const { user, system } = process.cpuUsage(before.cpu);
  await Promise.all(clients.map((client) => client.close()));
  return { ...measured, core: (user + system) / 1000 / (performance.now() - before.at) };
}

function ask(client: Client, { method, path, headers, bodies, freshKey }: Exchange, n: number, key: string) {
  const body = bodies?.[n % bodies.length] ?? null;
  const all = freshKey ? { ...headers, "idempotency-key": key } : headers;
  return new Promise<void>((resolve, reject) => {
    let status = 0;
    let problem = "";
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: (_, code) => {
        status = code;
      },
      onResponseData: (_, chunk) => {
        if (status !== 200) problem += chunk.toString();
      },
      onResponseEnd: () => {
        if (status === 200) resolve();
        else reject(new Error(`${method} ${path} answered ${status}: ${problem.slice(0, 300)}`));
      },
      onResponseError: (_, error) => reject(error),
    };
    client.dispatch({ method, path, headers: all, body }, handler);
  });
}
