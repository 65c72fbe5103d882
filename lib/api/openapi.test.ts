import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "./distributor-v1/endpoints";
import { DISTRIBUTOR_API } from "./distributor-v1/info";
import { openApiDocument } from "./openapi";

const routes = fileURLToPath(new URL("../../app/api/v1", import.meta.url));
const document = openApiDocument(ENDPOINTS, DISTRIBUTOR_API);

/** Paths that have a route file, as the list of endpoints writes them. */
function routed(): string[] {
  return readdirSync(routes, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/api/v1/${path.dirname(file).split(path.sep).join("/")}`.replace(/\[(\w+)\]/g, "{$1}"));
}

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

  it("refers to nothing that it does not have", () => {
    const { components } = document as { components: { schemas: Record<string, unknown> } };
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(Object.keys(components.schemas)).toContain(name);
    expect(text).not.toContain("$defs");
  });
});
