import fc from "fast-check";
import type { Sent } from "@/e2e/conformance/send";

/** A request before it is written down: parts that can be spoilt one by one. `body` is the text of it. */
export type Draft = {
  readonly method: string;
  readonly template: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly idempotencyKey: string | null;
  readonly body: string | null;
};

/** A way to be wrong: changes what goes out. */
type Mutation = (sent: Sent) => Sent;

/** The draft as it goes out, spoilt in no, one, two or three ways. */
export function mutated(draft: Draft): fc.Arbitrary<Sent> {
  const right = written(draft);
  const ways = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 7, arbitrary: fc.array(anyMutation(right), { minLength: 1, maxLength: 3 }) },
  ) as fc.Arbitrary<Mutation[]>;
  return ways.map((mutations) => mutations.reduce((sent, mutate) => mutate(sent), right));
}

function written({ method, template, path, query, key, idempotencyKey, body }: Draft): Sent {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return {
    method,
    path: filled + (search.length > 0 ? `?${search.join("&")}` : ""),
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === null ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey === null ? {} : { "idempotency-key": idempotencyKey }),
    },
    body: body === null ? null : Buffer.from(body),
  };
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const CONTENT_TYPES = [
  "",
  "text/plain",
  "application/json; charset=utf-8",
  "application/json; charset=latin1",
  "application/xml",
  "application/json, application/json",
];
const ACCEPTS = [
  "application/problem+json",
  "*/*",
  "text/html",
  "application/problem+json;q=0, application/json",
  "application/json;q=0",
];
const STRANGE = [
  "",
  "null",
  "undefined",
  "0",
  "-1",
  "1e3",
  "٥",
  "NaN",
  "[object Object]",
  "' OR 1=1 --",
  "../..",
  "\u0000",
  "\ud83d\ude00",
  "constructor",
  "__proto__",
];

/** Header values that can be sent: visible Latin-1. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((n) => n < 0x7f || n > 0x9f)
    .map((n) => String.fromCharCode(n)),
  maxLength: 300,
});

/** Any bytes in an address, percent-encoded. */
const encoded = fc.oneof(
  fc.constantFrom(...STRANGE).map(encode),
  fc.string({ unit: "binary", maxLength: 40 }).map(encode),
  fc
    .uint8Array({ minLength: 1, maxLength: 12 })
    .map((bytes) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")),
);

function anyMutation(right: Sent): fc.Arbitrary<Mutation> {
  const ways: fc.Arbitrary<Mutation>[] = [
    fc.constantFrom(...METHODS).map((method) => (sent) => ({ ...sent, method })),
    fc.constantFrom(...ACCEPTS).map((accept) => withHeader("accept", accept)),
    fc
      .oneof(headerText, fc.constantFrom("Bearer", "Bearer uwk_", "Basic eDp5"))
      .map((text) => withHeader("authorization", text)),
    headerText.map((text) => withHeader("idempotency-key", text)),
    fc.constantFrom("gzip", "identity", "br").map((text) => withHeader("content-encoding", text)),
    fc.oneof(fc.constantFrom(...CONTENT_TYPES), headerText).map((text) => withHeader("content-type", text)),
    fc.tuple(fc.nat(9), encoded).map(([n, text]) => (sent) => ({ ...sent, path: replaceSegment(sent.path, n, text) })),
    fc
      .constantFrom("/", "/more", "//", "/%2e%2e", "?", "#", ";x=y", "%")
      .map((text) => (sent) => ({ ...sent, path: sent.path.replace(/(?=\?|$)/, text) })),
    fc
      .tuple(fc.constantFrom("limit", "offset", "cursor", "phone", "status", "colour", "shortCode"), encoded)
      .map(([name, text]) => (sent) => ({
        ...sent,
        path: `${sent.path}${sent.path.includes("?") ? "&" : "?"}${name}=${text}`,
      })),
  ];
  if (right.body) ways.push(...bodyMutations(), ...bodyMutations());
  else ways.push(fc.constant((sent) => ({ ...sent, body: Buffer.from("{}") })));
  return fc.oneof(...ways);
}

/** Bodies up to this many bytes are read, changed and written again. */
const REWRITTEN = 8_192;

function bodyMutations(): fc.Arbitrary<Mutation>[] {
  const change =
    (edit: (body: Record<string, unknown>) => unknown): Mutation =>
    (sent) => {
      // What is nested too deep to be written again, or huge, stays as it is.
      const body = (sent.body?.length ?? 0) > REWRITTEN ? null : parse(sent.body);
      return body ? { ...sent, body: Buffer.from(JSON.stringify(edit(body)) ?? "") } : sent;
    };
  const rewrite =
    (edit: (text: string) => string | Buffer): Mutation =>
    (sent) => ({
      ...sent,
      body: Buffer.from(edit(sent.body?.toString("utf8") ?? "") as string),
    });
  return [
    fc.tuple(fc.nat(9), fc.jsonValue()).map(([n, value]) => change((body) => ({ ...body, [nth(body, n)]: value }))),
    fc
      .tuple(fc.nat(9), fc.constantFrom(...STRANGE))
      .map(([n, value]) => change((body) => ({ ...body, [nth(body, n)]: value }))),
    fc.nat(9).map((n) => change((body) => ({ ...body, [nth(body, n)]: undefined }))),
    fc.tuple(fc.string(), fc.jsonValue()).map(([name, value]) => change((body) => ({ ...body, [name]: value }))),
    fc.jsonValue().map((value) => change(() => value)),
    fc.nat(400).map((n) => rewrite((text) => text.slice(0, n))),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => rewrite(() => Buffer.from(bytes))),
    fc.constantFrom("\ufeff", " ", "[", '{"amount":"1.00",').map((prefix) => rewrite((text) => prefix + text)),
    fc
      .constantFrom('"amount":"1.00"', '"memo":"\\ud800"', '"__proto__":{}')
      .map((member) => rewrite((text) => text.replace("{", `{${member},`))),
    fc
      .constantFrom(17, 5_000)
      .map((depth) => rewrite((text) => text.replace("{", `{"memo":${"[".repeat(depth)}${"]".repeat(depth)},`))),
    fc.constantFrom(65_536, 65_537, 70_000).map((size) => rewrite((text) => text.padEnd(size))),
  ];
}

function withHeader(name: string, value: string): Mutation {
  return (sent) => ({ ...sent, headers: { ...sent.headers, [name]: value } });
}

function nth(body: Record<string, unknown>, n: number): string {
  const names = Object.keys(body);
  return names[n % Math.max(1, names.length)] ?? "amount";
}

/** Below the API's own prefix: elsewhere others answer. */
function replaceSegment(path: string, n: number, text: string): string {
  const [bare = "", search] = path.split("?", 2);
  const segments = bare.split("/");
  const at = 3 + (n % Math.max(1, segments.length - 3));
  segments[at] = text;
  return segments.join("/") + (search === undefined ? "" : `?${search}`);
}

function parse(body: Buffer | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body?.toString("utf8") ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
