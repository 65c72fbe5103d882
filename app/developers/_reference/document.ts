import json from "@/lib/api/distributor-v1/openapi.json";

/** A schema of the document, as far as pages show it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
};

/** A parameter: in the path, in the query, or a header. */
export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema & { readonly examples?: readonly unknown[] };
};

type Content = {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { $ref?: string }>>;
};

/** An answer of an operation. */
export type Reply = {
  readonly description: string;
  readonly headers: Readonly<Record<string, { $ref: string }>>;
  readonly content: Readonly<Record<string, Content>>;
};

/** An operation of the document. */
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { schema: Schema; examples: Readonly<Record<string, { summary: string; value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<Record<string, Reply>>;
};

type OpenApi = {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly headers: Readonly<Record<string, { readonly description: string }>>;
    readonly examples: Readonly<
      Record<string, { readonly value: { readonly code: string; readonly message: string } }>
    >;
  };
};

/** The committed document of the Distributor API: what the reference shows is what answers. */
export const DOCUMENT = json as unknown as OpenApi;

/** The schema that a reference leads to, and its name; null for one that stands for itself. */
export function named(schema: Schema): { readonly name: string; readonly schema: Schema } | null {
  const name = schema.$ref?.split("/").at(-1);
  const found = name === undefined ? undefined : DOCUMENT.components.schemas[name];
  return name !== undefined && found ? { name, schema: found } : null;
}
