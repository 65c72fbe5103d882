import { z } from "zod";

/** A part of the document. */
export type Json = Record<string, unknown>;

/** The schema for a place in the document; named ones are put among the components and referred to. */
export function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
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

/** A refusal (contract: Errors). */
export const ERROR_SCHEMA: Json = {
  type: "object",
  description: "Why a request was refused. Programs switch on `code`; `message` is for a person and may change.",
  required: ["error", "message", "code", "requestId"],
  properties: {
    error: { type: "string", description: "Reason phrase of the status.", examples: ["Bad Request"] },
    message: { type: "string", description: "For a person: what happened, what was not done, what to do." },
    code: { type: "string", description: "Stable, for programs. Never renamed.", examples: ["money.malformed"] },
    requestId: {
      type: "string",
      description: "The same as `X-Request-Id`.",
      examples: ["0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"],
    },
    fields: {
      type: "array",
      description: "What is wrong with the input, for each 400; may be empty.",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: {
          path: { type: "string", description: "The member, parameter or header.", examples: ["amount"] },
          message: { type: "string", description: "For a person." },
        },
      },
    },
  },
};

/** The same as RFC 9457, where the client accepts application/problem+json. */
export const PROBLEM_SCHEMA: Json = {
  description: "The same refusal as RFC 9457 knows it, where `Accept` names `application/problem+json`.",
  allOf: [
    { $ref: "#/components/schemas/Error" },
    {
      type: "object",
      required: ["type", "title", "status", "detail"],
      properties: {
        type: { type: "string", examples: ["about:blank"] },
        title: { type: "string", examples: ["Bad Request"] },
        status: { type: "integer", examples: [400] },
        detail: { type: "string", description: "The same as `message`." },
      },
    },
  ],
};
