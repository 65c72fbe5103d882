import { STATUS_CODES } from "node:http";
import { ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import { codesOf, type Refusing, statusOf } from "./codes";
import { type HeaderName, headersOf } from "./headers";
import type { Json } from "./schemas";

const REQUEST_ID = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";

/** What stands in a 400's `fields` where a code has one member in mind. */
const FIELDS: Partial<Record<ErrorCode, { path: string; message: string }>> = {
  "request.unknown-field": { path: "ammount", message: "is not known here" },
  "request.duplicate-field": { path: "limit", message: "is given more than once" },
  "request.invalid": { path: "operationType", message: 'must be "cash-in" or "cash-out-fulfillment"' },
  "request.malformed-json": { path: "", message: "is not valid JSON" },
  "idempotency.key-malformed": { path: "Idempotency-Key", message: "must be 1 to 255 printable ASCII characters" },
  "id.malformed": { path: "tx", message: "must be tx_ and 64 hex digits in lower case" },
};

/** Every status that an endpoint may refuse with: the codes that stand behind it, and how each looks. */
export function refusalsOf(endpoint: Refusing, examples: Json): Json {
  return Object.fromEntries(
    [...codesOf(endpoint)].map(([status, codes]) => [String(status), refusal(endpoint, status, codes, examples)]),
  );
}

function refusal(endpoint: Refusing, status: number, codes: readonly ErrorCode[], examples: Json): Json {
  const told = { type: "object", properties: { code: { enum: codes } } };
  const shown = codes.map((code) => {
    const name = statusOf({}, code) === status ? code : `${code}.${status}`;
    examples[name] = { summary: code, value: exampleOf(code, status) };
    return [code, { $ref: `#/components/examples/${name}` }];
  });
  return {
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(", ")}.`,
    headers: headersOf(...headersFor(endpoint, status, codes)),
    content: {
      "application/json": {
        schema: { allOf: [{ $ref: "#/components/schemas/Error" }, told] },
        examples: Object.fromEntries(shown),
      },
      "application/problem+json": { schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, told] } },
    },
  };
}

/** Where waiting helps, how long is told; whoever is not known has no rate. */
function headersFor({ permission }: Refusing, status: number, codes: readonly ErrorCode[]): HeaderName[] {
  const waits = status === 429 || status === 503 || codes.includes("idempotency.in-progress");
  const isKnown = permission !== null && status !== 401;
  return [
    "X-Request-Id",
    ...(status === 401 ? (["WWW-Authenticate"] as const) : []),
    ...(waits ? (["Retry-After"] as const) : []),
    ...(isKnown ? (["RateLimit-Policy", "RateLimit"] as const) : []),
  ];
}

function exampleOf(code: ErrorCode, status: number): Json {
  const { message } = ERRORS[code];
  const field = FIELDS[code];
  const fields = status === 400 ? { fields: field ? [field] : [] } : {};
  return { error: STATUS_CODES[status], message, code, requestId: REQUEST_ID, ...fields };
}
