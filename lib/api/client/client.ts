import { OPERATIONS, type Operations } from "./distributor-v1";
import { PATIENCE, type Patience, waitBefore } from "./patience";
import { ApiRefusal, NoAnswer, readRefusal } from "./refusal";

/** Who calls, and where. The last three are for tests. */
export type ClientOptions = Partial<Patience> & {
  /** Where the portal answers: "https://portal.example". */
  readonly base: string;
  readonly distributorID: string;
  readonly key: string;
  readonly fetch?: typeof fetch;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly random?: () => number;
};

/** The name of an operation. */
export type OperationName = keyof Operations;

type Members<T> = keyof T extends never ? unknown : T;
type OwnPath<Name extends OperationName> = Omit<Operations[Name]["path"], "distributorID">;

/** What a call is given: the path's ids beside the distributor's, query, body, and where there is a body its idempotency key. */
export type Given<Name extends OperationName> = Members<{
  [Part in keyof OwnPath<Name> as "path"]: OwnPath<Name>;
}> & {
  readonly query?: Operations[Name]["query"];
  readonly signal?: AbortSignal;
} & (Operations[Name]["body"] extends undefined
    ? unknown
    : { readonly body: Operations[Name]["body"]; readonly idempotencyKey?: string });

/** What follows the name of an operation; nothing needs to where nothing has to be given. */
type Rest<Name extends OperationName> =
  Record<never, never> extends Given<Name> ? [given?: Given<Name>] : [given: Given<Name>];

/** What a call answers. `next`: the cursor of the next page, null on the last one and where there are no pages. */
export type Called<Name extends OperationName> = {
  readonly data: Operations[Name]["reply"];
  readonly requestId: string | null;
  /** Whether this is the first answer again, of the same idempotency key. */
  readonly replayed: boolean;
  readonly next: string | null;
};

/** A client of the Distributor API. */
export type Client = {
  /**
   * Calls an operation. What passes (429, 5xx, a lost connection, the same key still running) is tried again, always with the same
   * idempotency key; one is made where none is given. Keep your own with the sale: it makes a call safe across a crash of your program, too.
   * @throws ApiRefusal with the refusal's code; NoAnswer when nobody knows whether it was done
   */
  call<Name extends OperationName>(name: Name, ...given: Rest<Name>): Promise<Called<Name>>;
};

type AnyGiven = {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Opens a client. It holds no connection and needs no closing. */
export function openClient({ base, distributorID, key, ...options }: ClientOptions): Client {
  const patience: Patience = { ...PATIENCE, ...options };
  const { fetch: send = fetch, wait = sleep, random = Math.random } = options;

  async function call<Name extends OperationName>(name: Name, ...[given]: Rest<Name>): Promise<Called<Name>> {
    const { path = {}, query = {}, body, signal, idempotencyKey } = (given ?? {}) as AnyGiven;
    const place = OPERATIONS[name];
    const url = new URL(fill(place.path, { distributorID, ...path }) + search(query), base);
    const sameKey = place.body ? (idempotencyKey ?? crypto.randomUUID()) : null;
    const request: RequestInit = {
      method: place.method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(sameKey === null ? {} : { "content-type": "application/json", "idempotency-key": sameKey }),
      },
      ...(place.body ? { body: JSON.stringify(body) } : {}),
    };
    for (let tried = 1; ; tried++) {
      try {
        return await read<Name>(await send(url, { ...request, signal: within(patience.timeout, signal) }));
      } catch (error) {
        signal?.throwIfAborted();
        const pause = waitBefore(tried, error, patience, random());
        if (pause === null) throw error instanceof ApiRefusal ? error : new NoAnswer(sameKey, error);
        await wait(pause);
      }
    }
  }
  return { call };
}

async function read<Name extends OperationName>(answer: Response): Promise<Called<Name>> {
  if (!answer.ok) throw await readRefusal(answer);
  const data = (await answer.json()) as Operations[Name]["reply"];
  return {
    data,
    requestId: answer.headers.get("x-request-id"),
    replayed: answer.headers.get("idempotent-replayed") === "true",
    next: nextCursor(answer.headers.get("link")) || (data as { nextCursor?: string }).nextCursor || null,
  };
}

function nextCursor(link: string | null): string | null {
  const target = /<([^>]+)>; rel="next"/.exec(link ?? "")?.[1];
  return target === undefined ? null : new URL(target, "http://any").searchParams.get("cursor");
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

function search(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

function within(milliseconds: number, signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, late]) : late;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
