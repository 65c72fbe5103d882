import type { AnyEndpoint } from "@/lib/api/contract";
import { ENDPOINTS } from "@/lib/api/distributor-v1/endpoints";

/** One path of the API with its endpoints by method. */
type ApiPath = {
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly methods: Map<string, AnyEndpoint>;
};

/** A request's place in the API: what answers it (null: this path does not have the method) and which methods it has. */
export type Match = {
  readonly endpoint: AnyEndpoint | null;
  readonly params: Readonly<Record<string, string>>;
  readonly allow: string;
};

const PATHS: readonly ApiPath[] = [...new Set(ENDPOINTS.map((endpoint) => endpoint.path))].map((template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`);
  const methods = new Map(
    ENDPOINTS.filter(({ path }) => path === template).map((endpoint) => [endpoint.method as string, endpoint]),
  );
  return { template, pattern, names, methods };
});

/** Where a path leads; HEAD is answered as GET, without the body. Null where the API has nothing. */
export function matchApi(method: string, path: string): Match | null {
  for (const { pattern, names, methods } of PATHS) {
    const found = pattern.exec(path);
    if (!found) continue;
    const params = Object.fromEntries(names.map((name, n) => [name, found[n + 1] ?? ""]));
    const allow = [...methods.keys()].flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])).join(", ");
    return { endpoint: methods.get(method === "HEAD" ? "GET" : method) ?? null, params, allow };
  }
  return null;
}
