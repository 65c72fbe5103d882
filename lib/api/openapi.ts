import { PERMISSIONS, type Permission } from "@/lib/runtime";
import type { AnyEndpoint } from "./contract";
import { HEADERS, type HeaderName, headersOf } from "./document/headers";
import { refusalsOf } from "./document/responses";
import { ERROR_SCHEMA, type Json, PROBLEM_SCHEMA, schemaOf } from "./document/schemas";

/** What the document tells of an endpoint. Without a permission it is open to anybody. */
export type Documented = Pick<
  AnyEndpoint,
  | "operationId"
  | "method"
  | "path"
  | "tag"
  | "summary"
  | "description"
  | "query"
  | "body"
  | "reply"
  | "examples"
  | "links"
  | "errors"
  | "notFound"
> & { readonly permission: Permission | null };

/** How an API introduces itself; `tags` group its endpoints, in this order. */
export type Info = {
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
};

/** What a key's permission is called on screen and in the contract. */
export const PERMISSION_NAMES = {
  "read-balance": "Read Balance",
  "read-transactions": "Read Transactions",
  "perform-operations": "Perform Operations",
};

const LICENSE = { name: "Apache-2.0", identifier: "Apache-2.0" };

/** The OpenAPI 3.1 document of a list of endpoints: what is generated cannot say anything else than what answers. */
export function openApiDocument(endpoints: readonly Documented[], { tags, ...info }: Info): Json {
  const schemas: Json = { Error: ERROR_SCHEMA, Problem: PROBLEM_SCHEMA };
  const examples: Json = {};
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const operation = operationOf(endpoint, schemas, examples);
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation };
  }
  const isOpen = endpoints.every(({ permission }) => permission === null);
  return {
    openapi: "3.1.0",
    info: { ...info, license: LICENSE },
    servers: [{ url: "/", description: "The portal that serves this document." }],
    security: isOpen ? [] : [{ key: [] }],
    tags,
    paths,
    components: {
      ...(isOpen ? {} : { securitySchemes: { key: KEY } }),
      headers: headersIn(paths),
      schemas,
      examples,
    },
  };
}

function operationOf(endpoint: Documented, schemas: Json, examples: Json): Json {
  const { operationId, tag, summary, description, permission, body, reply } = endpoint;
  const about = [
    ...(description ? [description] : []),
    ...(permission ? [`Permission of the key: ${keyPermission(permission)}.`] : []),
  ];
  return {
    operationId,
    tags: [tag],
    summary,
    description: about.join("\n\n"),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...(body ? [IDEMPOTENCY_KEY] : [])],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: schemaOf(body, "input", schemas), examples: endpoint.examples.bodies },
            },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "Done.",
        headers: headersOf(...okHeaders(endpoint)),
        content: {
          "application/json": { schema: schemaOf(reply, "output", schemas), example: endpoint.examples.reply },
        },
      },
      ...refusalsOf(endpoint, examples),
    },
  };
}

/** The name of the key permission behind a permission of ours. */
function keyPermission(permission: Permission): string {
  const grant = PERMISSIONS[permission];
  return "key" in grant ? PERMISSION_NAMES[grant.key] : "none has it";
}

function pathParameters(endpoint: Documented): Json[] {
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const { description, example } = PATH_PARAMETERS[name] ?? PATH_PARAMETERS.operationID;
    return { name, in: "path", required: true, description, schema: { type: "string", examples: [example] } };
  });
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

function okHeaders({ permission, body, links }: Documented): HeaderName[] {
  return [
    "X-Request-Id",
    ...(permission ? (["RateLimit-Policy", "RateLimit"] as const) : []),
    ...(body ? (["Idempotent-Replayed"] as const) : []),
    ...(links ? (["Link"] as const) : []),
  ];
}

/** The headers that something in the document refers to. */
function headersIn(paths: Json): Json {
  const text = JSON.stringify(paths);
  return Object.fromEntries(Object.entries(HEADERS).filter(([name]) => text.includes(`#/components/headers/${name}"`)));
}

const UUID = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
type Described = { readonly description: string; readonly example: string };
const PATH_PARAMETERS: Readonly<Record<string, Described>> & { readonly operationID: Described } = {
  distributorID: {
    description: "Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist.",
    example: `dst_${UUID}`,
  },
  operationID: { description: "An operation, `op_` and a UUID.", example: `op_${UUID}` },
  tx: {
    description: "An operation's `blockchainID`: `tx_` and 64 hex digits in lower case.",
    example: "tx_e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  },
};
const KEY = {
  type: "http",
  scheme: "bearer",
  description:
    "An API key: `uwk_` and 48 characters. A missing, malformed, unknown, expired or revoked key is one and the same 401.",
};
const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes a retry safe: the same key with the same body gives the first answer again (`Idempotent-Replayed: true`), with another body 422, while the first still runs 409. Only what was created is remembered, never a refusal. Kept for ever; scope: the distributor.",
  schema: {
    type: "string",
    minLength: 1,
    maxLength: 255,
    pattern: "^[ -~]*$",
    examples: ["till-3-receipt-20261120-0007"],
  },
};
