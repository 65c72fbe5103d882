import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { STATUS } from "@/lib/http/problem";
import { ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import { PERMISSIONS, type Permission } from "@/lib/runtime";
import type { AnyEndpoint } from "./contract";

type Json = Record<string, unknown>;

/** What the document tells of an endpoint. Without a permission it is open to anybody. */
export type Documented = Pick<
  AnyEndpoint,
  "operationId" | "method" | "path" | "summary" | "description" | "query" | "body" | "reply" | "errors" | "notFound"
> & { readonly permission: Permission | null };

/** What any request may be refused for, whatever the endpoint. */
const EVERYWHERE: readonly ErrorCode[] = [
  "request.unknown-field",
  "request.duplicate-field",
  "request.invalid",
  "runtime.internal",
  "runtime.database-unavailable",
  "runtime.busy",
];
/** What any request with a key may be refused for. */
const WITH_KEY: readonly ErrorCode[] = [
  "auth.invalid-api-key",
  "auth.address-not-allowed",
  "api-keys.rate-limited",
  "organisations.feature-off",
  "organisations.distributor-suspended",
  "api-keys.permission-missing",
  "organisations.distributor-not-found",
];
const WITH_BODY: readonly ErrorCode[] = [
  "request.malformed-json",
  "request.unsupported-media-type",
  "request.too-large",
];

const PERMISSION_NAMES = {
  "read-balance": "Read Balance",
  "read-transactions": "Read Transactions",
  "perform-operations": "Perform Operations",
};

/** The OpenAPI 3.1 document of a list of endpoints: what is generated cannot say anything else than what answers. */
export function openApiDocument(
  endpoints: readonly Documented[],
  info: { title: string; version: string; description: string },
): Json {
  const schemas: Json = { Error: ERROR_SCHEMA };
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint, schemas) };
  }
  if (endpoints.every(({ permission }) => permission === null)) {
    return { openapi: "3.1.0", info, security: [], paths, components: { schemas } };
  }
  const securitySchemes = {
    key: { type: "http", scheme: "bearer", description: "An API key, `uwk_` and 48 characters." },
  };
  return { openapi: "3.1.0", info, security: [{ key: [] }], paths, components: { securitySchemes, schemas } };
}

function operationOf(endpoint: Documented, schemas: Json): Json {
  const { operationId, summary, description, permission, body, reply } = endpoint;
  const about = [
    ...(description ? [description] : []),
    ...(permission ? [`Permission of the key: ${keyPermission(permission)}.`] : []),
  ];
  return {
    operationId,
    summary,
    description: about.join("\n\n"),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...(body ? [IDEMPOTENCY_KEY] : [])],
    ...(body ? { requestBody: { required: true, content: jsonOf(schemaOf(body, "input", schemas)) } } : {}),
    responses: {
      "200": {
        description: "Done.",
        headers: okHeaders(endpoint),
        content: jsonOf(schemaOf(reply, "output", schemas)),
      },
      ...refusals(endpoint),
    },
  };
}

function keyPermission(permission: Permission): string {
  const grant = PERMISSIONS[permission];
  return "key" in grant ? PERMISSION_NAMES[grant.key] : "none has it";
}

/** The schema for a place in the document; named ones are put among the components and referred to. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const made = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" }) as Json & {
    $defs?: Json;
  };
  const { $schema: _, $defs, ...rest } = made;
  const { id, ...root } = rest as Json & { id?: string };
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = component(definition as Json);
  if (!id) return component(root);
  schemas[id] = component(root);
  return { $ref: `#/components/schemas/${id}` };
}

/** References lead to the components of the document, and a component's own name stands there only once. */
function component(schema: Json): Json {
  const { id: _, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest).replaceAll("#/$defs/", "#/components/schemas/")) as Json;
}

function pathParameters(endpoint: Documented): Json[] {
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", examples: [EXAMPLES[name] ?? `op_${UUID}`] },
  }));
}

function queryParameters(endpoint: Documented): Json[] {
  const { properties = {}, required = [] } = schemaOf(endpoint.query, "input", {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
}

/** Every status an endpoint may refuse with, and the codes that stand behind it. */
function refusals(endpoint: Documented): Json {
  const codes = [
    ...(endpoint.permission ? WITH_KEY : []),
    ...EVERYWHERE,
    ...(endpoint.body ? WITH_BODY : []),
    ...endpoint.errors,
  ];
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) {
    const status = endpoint.notFound?.includes(code) ? 404 : STATUS[ERRORS[code].kind];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, set]) => [
      String(status),
      {
        description: `${STATUS_CODES[status]}: ${[...set].map((code) => `\`${code}\``).join(", ")}.`,
        headers: { ...REQUEST_ID, ...(RETRIED.has(status) ? RETRY_AFTER : {}) },
        content: {
          "application/json": { schema: { $ref: "#/components/schemas/Error" } },
          "application/problem+json": { schema: { $ref: "#/components/schemas/Error" } },
        },
      },
    ]),
  );
}

function okHeaders(endpoint: Documented): Json {
  const replayed = { "Idempotent-Replayed": { description: "`true` on a replay.", schema: { const: "true" } } };
  return { ...REQUEST_ID, ...(endpoint.body ? replayed : {}) };
}

function jsonOf(schema: Json): Json {
  return { "application/json": { schema } };
}

const UUID = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
/** Parameters of paths that are not an operation's id. */
const EXAMPLES: Readonly<Record<string, string>> = {
  distributorID: `dst_${UUID}`,
  tx: "tx_e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};
const RETRIED = new Set([429, 503]);
const RETRY_AFTER = { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } };
const REQUEST_ID = {
  "X-Request-Id": { description: "Tell us this when something is wrong.", schema: { type: "string" } },
};
const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes a retry safe: the same key with the same body gives the first answer again (`Idempotent-Replayed: true`), with another body 422, while the first still runs 409. Only what was created is remembered, never a refusal.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};
const ERROR_SCHEMA = {
  type: "object",
  description:
    "Sent as RFC 9457 too, with its own members beside these, where the client accepts application/problem+json.",
  required: ["error", "message", "code", "requestId"],
  properties: {
    error: { type: "string", description: "Reason phrase of the status." },
    message: { type: "string", description: "For a person." },
    code: { type: "string", description: "Stable; for programs." },
    requestId: { type: "string" },
    fields: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
