import assert from "node:assert/strict";
import { objectionsTo } from "./judge";
import type { Options } from "./options";
import { type Received, send } from "./send";

/** What a clause asks: of the distributor, with the key, unless it says otherwise. A body that is no text is written as JSON. */
export type Asking = {
  readonly method?: string;
  /** Behind the distributor's id: `operations?limit=1`. */
  readonly rest?: string;
  /** The whole path, for what lies elsewhere. */
  readonly path?: string;
  /** Null sends no Authorization. */
  readonly key?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What clauses ask with: each answer is also compared with the OpenAPI document. */
export type Kit = {
  readonly options: Options;
  ask(asking: Asking): Promise<Received>;
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Received>;
  /** Asks, and demands this status and code. */
  refused(status: number, code: string, asking: Asking): Promise<Received>;
};

/** One sentence of the contract. `needs`: the options without which it cannot be asked. */
export type Clause = {
  readonly says: string;
  readonly needs?: readonly (keyof Options)[];
  check(kit: Kit): Promise<void>;
};

/** Thrown by a clause that finds nothing that it could be asked of, such as an empty list. It neither holds nor fails. */
export class NotAsked extends Error {}

/**
 * A list that has enough for a clause to say something.
 * @throws NotAsked
 */
export function enough<T>(list: readonly T[], least: number, what: string): readonly T[] {
  if (list.length < least) throw new NotAsked(`needs ${least} ${what}, and there are ${list.length}`);
  return list;
}

/** The sentences of one of the contract's chapters. */
export type Chapter = { readonly title: string; readonly clauses: readonly Clause[] };

/** A kit for a portal, a distributor and a key. */
export function openKit(options: Options): Kit {
  async function ask({ method, rest = "", path, key = options.key, body, headers = {} }: Asking): Promise<Received> {
    const bytes =
      body === undefined
        ? null
        : Buffer.isBuffer(body)
          ? body
          : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const sent = {
      method: method ?? (bytes ? "POST" : "GET"),
      path: path ?? `/api/v1/distributors/${options.distributor}/${rest}`,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(bytes ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      body: bytes,
    };
    const answer = await send(options.base, sent);
    const objections = objectionsTo(sent, answer);
    assert.deepEqual(
      objections,
      [],
      `${sent.method} ${sent.path.slice(0, 120)} is not as in the document: ${objections.join("; ")}`,
    );
    return answer;
  }
  return {
    options,
    ask,
    post: (body, headers = {}) => ask({ rest: "operations", body, headers }),
    async refused(status, code, asking) {
      const answer = await ask(asking);
      assert.equal(
        `${answer.status} ${answer.json?.code}`,
        `${status} ${code}`,
        JSON.stringify(asking.body ?? asking.rest ?? asking.path).slice(0, 200),
      );
      return answer;
    },
  };
}
