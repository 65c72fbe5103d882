import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Received, Sent } from "./send";

type Schema = Record<string, unknown>;
type Header = { readonly required?: boolean; readonly schema: Schema };
type Reply = {
  readonly headers: Record<string, { $ref: string }>;
  readonly content: Record<string, { schema: Schema }>;
};
type Document = {
  readonly paths: Record<string, Record<string, { responses: Record<string, Reply> }>>;
  readonly components: { readonly headers: Record<string, Header>; readonly schemas: Record<string, Schema> };
};

/** The committed document of the Distributor API. */
export const DOCUMENT = JSON.parse(readFileSync("lib/api/distributor-v1/openapi.json", "utf8")) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const compiled = new Map<Schema, ValidateFunction>();

const PATHS = Object.entries(DOCUMENT.paths).map(([template, methods]) => ({
  pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
  methods: new Map(Object.entries(methods).map(([method, { responses }]) => [method.toUpperCase(), responses])),
}));

/** What is said of requests that no operation of the document is asked with: the document's introduction has them. */
const BESIDE: Readonly<Record<number, string>> = {
  400: "request.invalid",
  404: "request.not-found",
  405: "request.method-not-allowed",
  414: "request.invalid",
  431: "request.invalid",
};

/**
 * What an answer is that the document does not know: a status, a header, a body of another form. Empty when it says exactly this.
 * HEAD is judged as the GET that it is.
 */
export function objectionsTo({ method, path }: Pick<Sent, "method" | "path">, answer: Received): string[] {
  const [bare = ""] = path.split("?", 1);
  const asked = method === "HEAD" ? "GET" : method;
  const found = PATHS.find(({ pattern }) => pattern.test(bare));
  const reply = found?.methods.get(asked)?.[String(answer.status)];
  if (!reply) return objectionsBeside(answer, found ? found.methods.has(asked) : null);
  const wrong = objectionsToHeaders(reply, answer);
  if (method === "HEAD") return answer.text === "" ? wrong : [...wrong, "a HEAD has a body"];
  const type = String(answer.headers["content-type"]).split(";", 1)[0] ?? "";
  const schema = reply.content[type]?.schema;
  return schema ? [...wrong, ...objectionsToBody(schema, answer.json)] : [...wrong, `content type ${type}`];
}

/** @param hasMethod whether the path has the method; null where the document has no such path */
function objectionsBeside(answer: Received, hasMethod: boolean | null): string[] {
  const { status, headers, json } = answer;
  if (BESIDE[status] === undefined || (hasMethod === true && status < 414))
    return [`status ${status}, which is not documented here: ${answer.text.slice(0, 300)}`];
  const wrong = hasMethod === false && status === 404 ? ["a method that the path does not have is a 404"] : [];
  if (status === 405 && !headers.allow) wrong.push("a 405 without Allow");
  if (answer.text === "") return wrong;
  if (json?.code !== BESIDE[status]) wrong.push(`${status} with the code ${json?.code}`);
  return [...wrong, ...objectionsToBody({ $ref: "#/components/schemas/Error" }, json)];
}

function objectionsToHeaders(reply: Reply, { headers }: Received): string[] {
  const { headers: known } = DOCUMENT.components;
  return Object.entries(known).flatMap(([name, header]) => {
    const value = headers[name.toLowerCase()];
    const isTold = name in reply.headers;
    if (value === undefined) return isTold && header.required ? [`no header ${name}`] : [];
    if (!isTold) return [`header ${name}, which is not documented here`];
    const read = header.schema.type === "integer" ? Number(value) : value;
    return objectionsToBody(header.schema, read).map((wrong) => `header ${name}: ${wrong}`);
  });
}

function objectionsToBody(schema: Schema, body: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile({ ...schema, components: DOCUMENT.components });
    compiled.set(schema, validate);
  }
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "body"} ${message}`);
}
