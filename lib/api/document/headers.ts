import type { Json } from "./schemas";

/** Every header that answers have, described once. */
export const HEADERS = {
  "X-Request-Id": {
    description: "Names this request in our logs: tell it to us when something is wrong.",
    required: true,
    schema: { type: "string", format: "uuid" },
  },
  "RateLimit-Policy": {
    description:
      "How many requests (`q`) the key has in a window of so many seconds (`w`), as in draft-ietf-httpapi-ratelimit-headers. On each answer to a known key.",
    schema: { type: "string", examples: ['"key";q=600;w=60'] },
  },
  RateLimit: {
    description: "How many requests of the window remain (`r`), and in how many seconds it ends (`t`).",
    schema: { type: "string", examples: ['"key";r=599;t=42'] },
  },
  "Retry-After": {
    description: "After so many seconds the same request may succeed. Send it again with the same `Idempotency-Key`.",
    schema: { type: "integer", minimum: 1, examples: [1] },
  },
  "Idempotent-Replayed": {
    description: "`true`: this is the first answer again, and nothing was done now. Absent otherwise.",
    schema: { type: "string", const: "true" },
  },
  Link: {
    description: "Where there is more: the next page, as a path with a cursor. Absent on the last page.",
    schema: {
      type: "string",
      examples: [
        '</api/v1/distributors/dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa/operations?limit=100&cursor=MjAyNi0x…>; rel="next"',
      ],
    },
  },
  "WWW-Authenticate": { description: "How to authenticate.", schema: { type: "string", const: "Bearer" } },
} as const satisfies Record<string, Json>;

/** A header that answers may have. */
export type HeaderName = keyof typeof HEADERS;

/** References to these headers, for an answer that has them. */
export function headersOf(...names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
