import { randomInt, randomUUID } from "node:crypto";
import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { baseURL, must, readTrial, type Trial } from "./trial";

/** An answer of the API. `json` is null where the body is none. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: specs look into bodies of every shape.
  readonly json: any;
};

/** What is asked. `key` null sends no Authorization; `body` is JSON unless it is a text or bytes; `path` as it goes out, not normalised. */
export type Ask = {
  readonly method?: string;
  readonly path: string;
  readonly key?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Whether the front server answers, and not Next alone. */
export const hasFront = process.env.E2E_SERVER !== "next";

/** The distributor that these specs work for. The journeys on screen take place at the first one, whose inbox they leave alone. */
export const own: Trial["distributors"][number] = must(readTrial().distributors[1]);

/** Somebody else, whose key and whose operations are none of its business. */
export const foreign: Trial["distributors"][number] = must(readTrial().distributors[0]);

/** A path of the specs' own distributor: `operations?limit=1`. */
export function pathOf(rest: string, distributor: { readonly id: string } = own): string {
  return `/api/v1/distributors/${distributor.id}/${rest}`;
}

/** Asks as a client of the Distributor API, with the own distributor's key unless told. Nothing is corrected on the way. */
export function ask({ method = "GET", path, key = own.apiKey, body, headers = {} }: Ask): Promise<Answer> {
  const bytes = body === undefined || typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const all = {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(bytes === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(bytes)) }),
    ...headers,
  };
  if ("transfer-encoding" in headers) delete (all as Record<string, string>)["content-length"];
  const options = {
    method,
    path,
    headers: all,
    timeout: 20_000,
    ...(key === null && path.startsWith("/api/v1/") ? elsewhere() : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(baseURL, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) }),
      );
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 20 seconds")));
    outgoing.on("error", reject);
    outgoing.end(bytes);
  });
}

/** Asks for an operation. */
export function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return ask({ method: "POST", path: pathOf("operations"), body, headers });
}

/** Status and code of an answer, as specs compare them. */
export function outcome({ status, json }: Answer): string {
  return json?.code ? `${status} ${json.code}` : String(status);
}

/** A reference that no run has used before. */
export function newReference(): string {
  return `RCP-${randomUUID()}`;
}

/** What may still be spent of the own distributor's float, in minor units. */
export async function available(): Promise<bigint> {
  const { json } = await ask({ path: pathOf("balance") });
  return BigInt(String(json.balance).replace(".", ""));
}

/**
 * Whoever comes to the API without a key is limited by address, and specs are refused more often than anybody: each time they come from another of
 * the machine's own addresses. Other systems than Linux have but one.
 */
function elsewhere(): RequestOptions {
  const { hostname } = new URL(baseURL);
  if (process.platform !== "linux" || !["127.0.0.1", "localhost"].includes(hostname)) return {};
  return { localAddress: `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`, family: 4 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
