import type { Json } from "./schemas";

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; description?: string; schema: Json }[];
  readonly requestBody?: { content: Record<string, { schema: Json }> };
  readonly responses: Record<string, { content: Record<string, { schema: Json }> }>;
};

type Document = {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
};

/**
 * The TypeScript of a document: a type for each schema and each operation, and where each operation is. It knows the schemas that our endpoints
 * have and no others: anything else is an error, never an `any`.
 * @param from what the first line says that it was made of
 */
export function typesOf(document: Json, from: string): string {
  const { paths, components } = document as unknown as Document;
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${doc(schema.description, "")}export type ${name} = ${typeOf(schema, "")};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const types = operations.map(({ operation }) => operationType(operation));
  const places = operations.map(
    ({ path, method, operation: { operationId, requestBody } }) =>
      `  ${operationId}: { method: ${JSON.stringify(method)}, path: ${JSON.stringify(path)}, body: ${requestBody !== undefined} },\n`,
  );
  return [
    `// Made from ${from}; never edited by hand.\n`,
    ...schemas,
    `/** Each operation: what it takes, what it answers, and the codes with which it refuses. */\nexport type Operations = {\n${types.join("")}};\n`,
    `/** Where each operation is, and whether it takes a body. */\nexport const OPERATIONS = {\n${places.join("")}} as const;\n`,
  ].join("\n");
}

function operationType({ operationId, summary, parameters, requestBody, responses }: Operation): string {
  const within = (place: string) => {
    const members = parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, required, description, schema }) => ({ name, required, schema: { ...schema, description } }));
    return objectOf(members, "    ");
  };
  const { "200": ok, ...refusals } = responses;
  const codes = Object.values(refusals).flatMap((refusal) => codesIn(jsonSchema(refusal.content)));
  const unique = [...new Set(codes)].sort();
  return [
    doc(summary, "  "),
    `  ${operationId}: {\n`,
    `    path: ${within("path")};\n`,
    `    query: ${within("query")};\n`,
    `    body: ${requestBody ? typeOf(jsonSchema(requestBody.content), "    ") : "undefined"};\n`,
    `    reply: ${typeOf(jsonSchema(ok?.content ?? {}), "    ")};\n`,
    `    code:\n${unique.map((code) => `      | ${JSON.stringify(code)}\n`).join("")}    ;\n`,
    "  };\n",
  ].join("");
}

function jsonSchema(content: Record<string, { schema: Json }>): Json {
  const found = content["application/json"];
  if (!found) throw new Error("not JSON");
  return found.schema;
}

function codesIn(schema: Json): string[] {
  const parts = (schema.allOf ?? []) as { properties?: { code?: { enum?: string[] } } }[];
  return parts.flatMap((part) => part.properties?.code?.enum ?? []);
}

const PRIMITIVES = new Set(["string", "number", "boolean", "null"]);

/** The TypeScript of one schema. @throws Error for a schema of a kind that our endpoints do not have */
function typeOf(schema: Json, indent: string): string {
  if (typeof schema.$ref === "string") return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.allOf)) return schema.allOf.map((part: Json) => typeOf(part, indent)).join(" & ");
  if (schema.type === "object") return objectType(schema, indent);
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => typeOf({ type }, indent)).join(" | ");
  if (typeof schema.type === "string" && PRIMITIVES.has(schema.type)) return schema.type;
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return choices.map((choice: Json) => typeOf(choice, indent)).join(" | ");
  if (schema.type === "array") return `readonly ${wrapped(typeOf(schema.items as Json, indent))}[]`;
  if (schema.type === "integer") return "number";
  throw new Error(`a schema that nobody has taught to be a type: ${JSON.stringify(schema)}`);
}

function wrapped(type: string): string {
  return /[ |&{]/.test(type) ? `(${type})` : type;
}

/** An object, and where one of several members must be there, which of them. */
function objectType({ properties = {}, required = [], oneOf }: Json, indent: string): string {
  const members = Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
    name,
    required: (required as string[]).includes(name),
    schema,
  }));
  const whole = objectOf(members, indent);
  if (!Array.isArray(oneOf)) return whole;
  const choices = (oneOf as { required: string[] }[]).map(
    (choice) => `{ ${choice.required.map((name) => `${name}: unknown`).join("; ")} }`,
  );
  return `${whole} & (${choices.join(" | ")})`;
}

function objectOf(members: readonly { name: string; required: boolean; schema: Json }[], indent: string): string {
  if (members.length === 0) return "Record<never, never>";
  const inner = `${indent}  `;
  const lines = members.map(({ name, required, schema }) => {
    const member = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `${doc(schema.description, inner)}${inner}readonly ${member}${required ? "" : "?"}: ${typeOf(schema, inner)};\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}

function doc(text: unknown, indent: string): string {
  if (typeof text !== "string") return "";
  return `${indent}/** ${text.replaceAll("\n", " ").replaceAll("*/", "* /")} */\n`;
}
