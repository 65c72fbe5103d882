import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "./distributor-v1/endpoints";
import { DISTRIBUTOR_API } from "./distributor-v1/info";
import { typesOf } from "./document/types-of";
import { openApiDocument } from "./openapi";
import { readBody, readQuery } from "./read-input";

const routes = fileURLToPath(new URL("../../app/api/v1", import.meta.url));
const document = openApiDocument(ENDPOINTS, DISTRIBUTOR_API);

/** Paths that have a route file, as the list of endpoints writes them. */
function routed(): string[] {
  return readdirSync(routes, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/api/v1/${path.dirname(file).split(path.sep).join("/")}`.replace(/\[(\w+)\]/g, "{$1}"));
}

/** Members whose name says all, and those of schemas that only narrow another. */
const SPEAKING = new Set([
  "operationType",
  "type",
  "title",
  "status",
  "code",
  "operationID",
  "distributorID",
  "memo",
  "cashOutFulfillmentType",
]);

const CATCH_ALL = "/api/v1/[[...path]]";

describe("the list of endpoints", () => {
  it("has a route file for each path, and no route file leads elsewhere", () => {
    const listed = [...new Set(ENDPOINTS.map((endpoint) => endpoint.path))];
    expect(routed().sort()).toEqual([...listed, CATCH_ALL].sort());
  });

  it("each route file is one line that hands over to the list", () => {
    for (const template of routed()) {
      const folder = template.replace(/^\/api\/v1\//, "").replace(/\{(\w+)\}/g, "[$1]");
      const text = readFileSync(path.join(routes, folder, "route.ts"), "utf8");
      expect(text).toBe('export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/lib/http/route";\n');
    }
  });

  it("has an operation id and a place once", () => {
    const ids = ENDPOINTS.map((endpoint) => endpoint.operationId);
    const places = ENDPOINTS.map(({ method, path: template }) => `${method} ${template}`);
    expect(new Set(ids).size).toBe(ENDPOINTS.length);
    expect(new Set(places).size).toBe(ENDPOINTS.length);
  });

  it("is what the contract lists, with the permission of a key that it names", () => {
    const table = ENDPOINTS.map(
      ({ method, path: template, permission }) => `${method} ${template.slice(36)} ${permission}`,
    );
    expect(table).toEqual([
      "GET /balance balance.read",
      "GET /operations operations.read",
      "POST /operations operations.submit",
      "GET /operations/{operationID} operations.read",
      "GET /cashouts withdrawals.read",
      "PUT /cashouts/{operationID} operations.submit",
      "GET /recipients recipients.read",
    ]);
  });
});

describe("the OpenAPI document", () => {
  // Renew it with: npx vitest run --project unit lib/api/openapi.test.ts -u
  it("that is committed and served is the one that the list gives", async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot("distributor-v1/openapi.json");
  });

  it("is what the types of the client are made of", async () => {
    const types = typesOf(document, "lib/api/distributor-v1/openapi.json");
    await expect(types).toMatchFileSnapshot("client/distributor-v1.ts");
  });

  it("refers to nothing that it does not have, and has nothing that it does not refer to", () => {
    const { components } = document as { components: Record<string, Record<string, unknown>> };
    const text = JSON.stringify(document);
    const named = new Set([...text.matchAll(/"\$ref":"#\/components\/([\w.\-/]+)"/g)].map(([, name]) => name));
    const { securitySchemes: _, ...parts } = components;
    const there = Object.entries(parts).flatMap(([kind, all]) => Object.keys(all).map((name) => `${kind}/${name}`));
    expect([...named].sort()).toEqual(there.sort());
    expect(text).not.toContain("$defs");
  });

  it("shows bodies, queries and replies that the endpoints' own schemas take", () => {
    for (const { operationId, examples, body, query, reply } of ENDPOINTS) {
      expect([operationId, reply.safeParse(examples.reply).error]).toEqual([operationId, undefined]);
      expect(() => readQuery(query, new URLSearchParams(examples.query).toString())).not.toThrow();
      expect(Object.keys(examples.bodies ?? {}).length > 0).toBe(body !== null);
      for (const { value } of Object.values(examples.bodies ?? {}))
        if (body) expect(() => readBody(body, value)).not.toThrow();
    }
  });

  it("says of each member and parameter what it is", () => {
    const silent: string[] = [];
    const look = (value: unknown, place: string) => {
      if (typeof value !== "object" || value === null) return;
      const { properties, parameters } = value as {
        properties?: Record<string, { description?: string }>;
        parameters?: { name: string; description?: string }[];
      };
      for (const [name, member] of Object.entries(properties ?? {})) {
        if (!member.description && !("$ref" in member) && !SPEAKING.has(name)) silent.push(`${place}.${name}`);
      }
      for (const { name, description } of parameters ?? []) if (!description) silent.push(`${place}?${name}`);
      for (const [name, inner] of Object.entries(value)) look(inner, `${place}.${name}`);
    };
    look({ ...document, components: { schemas: (document.components as { schemas: unknown }).schemas } }, "");
    expect(silent).toEqual([]);
  });
});
