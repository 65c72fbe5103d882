import * as http from "node:http";
import * as https from "node:https";

/** A request of the API as it goes out: nothing of it is corrected on the way. */
export type Sent = {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
};

/** What came back. `json` is null where the body is none. */
export type Received = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked looks into bodies of every shape.
  readonly json: any;
};

const WITHIN = 20_000;

/** Sends a request to a portal. A body's length is told unless the headers say how it is transferred. */
export function send(base: string, { method, path, headers, body }: Sent): Promise<Received> {
  const { request } = base.startsWith("https:") ? https : http;
  const length = body && !("transfer-encoding" in headers) ? { "content-length": String(body.length) } : {};
  const url = new URL(base);
  const options = {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    method,
    path,
    headers: { ...length, ...headers },
    timeout: WITHIN,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      });
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${WITHIN / 1000} seconds`)));
    outgoing.on("error", reject);
    outgoing.end(body ?? undefined);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
