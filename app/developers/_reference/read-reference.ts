import type { Examples } from "@/lib/api/contract";
import { EXAMPLES } from "@/lib/api/distributor-v1/examples";
import { curlOf } from "./curl-of";
import { DOCUMENT, named, type Operation, type Parameter, type Reply, type Schema } from "./document";

/** An object of the wire, with its members. `name` is null where it has none. */
export type Shape = { readonly name: string | null; readonly description: string | null; readonly schema: Schema };

/** A request as curl; `summary` where there is more than one. */
export type Line = { readonly summary: string | null; readonly curl: string };

/** A status that an operation refuses with: its codes, and what each says. */
export type Refusal = {
  readonly status: string;
  readonly codes: readonly { readonly code: string; readonly message: string }[];
};

/** One endpoint as its part of the reference shows it. */
export type EndpointView = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Shape[];
  readonly lines: readonly Line[];
  /** What it answers; `list` where it is an array of that. */
  readonly reply: readonly Shape[];
  readonly list: boolean;
  readonly example: string;
  readonly headers: readonly { readonly name: string; readonly description: string }[];
  readonly refusals: readonly Refusal[];
};

/** A group of endpoints. */
export type TagView = {
  readonly name: string;
  readonly description: string;
  readonly endpoints: readonly EndpointView[];
};

/** The reference: the document's operations by their groups, in its order. */
export function readReference(): readonly TagView[] {
  const all = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return DOCUMENT.tags.map(({ name, description }) => ({
    name,
    description,
    endpoints: all.filter(({ operation }) => operation.tags.includes(name)).map(viewOf),
  }));
}

function viewOf({ path, method, operation }: { path: string; method: string; operation: Operation }): EndpointView {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"];
  const ok = responses["200"] as Reply;
  const reply = ok.content["application/json"];
  const { query = {} } = EXAMPLES[operationId as keyof typeof EXAMPLES] as Examples;
  const asks = body ? Object.values(body.examples) : [{ summary: null, value: undefined }];
  const list = reply?.schema.type === "array";
  return {
    id: operationId,
    method,
    path,
    summary,
    description,
    parameters,
    bodies: body ? shapesOf(body.schema) : [],
    lines: asks.map(({ summary: said, value }, n) => ({
      summary: said,
      curl: curlOf({ method, path, operation, query, body: value, idempotencyKey: `till-3-${operationId}-${n + 1}` }),
    })),
    reply: withInner(shapesOf((list ? reply?.schema.items : reply?.schema) ?? {})),
    list,
    example: JSON.stringify(reply?.example, null, 2),
    headers: Object.keys(ok.headers).map((name) => ({
      name,
      description: DOCUMENT.components.headers[name]?.description ?? "",
    })),
    refusals: Object.entries(responses)
      .filter(([status]) => status !== "200")
      .map(([status, refusal]) => ({ status, codes: codesOf(refusal) })),
  };
}

/** The forms that a body or an answer may have. */
function shapesOf(schema: Schema): Shape[] {
  const found = named(schema);
  if (found) return [{ name: found.name, description: found.schema.description ?? null, schema: found.schema }];
  if (schema.oneOf) return schema.oneOf.flatMap(shapesOf);
  return [{ name: null, description: schema.description ?? null, schema }];
}

/** Objects that stand inside a shape by name follow it. */
function withInner(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => {
    const members = Object.values(shape.schema.properties ?? {});
    const inner = members.flatMap((member) => (member.items && named(member.items) ? shapesOf(member.items) : []));
    return [shape, ...inner];
  });
}

function codesOf(refusal: Reply): { code: string; message: string }[] {
  const shown = refusal.content["application/json"]?.examples ?? {};
  return Object.values(shown).flatMap(({ $ref = "" }) => {
    const value = DOCUMENT.components.examples[$ref.slice($ref.lastIndexOf("/") + 1)]?.value;
    return value ? [{ code: value.code, message: value.message }] : [];
  });
}
