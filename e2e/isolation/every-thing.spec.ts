import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { ENDPOINTS } from "@/lib/api/distributor-v1/endpoints";
import { ACTIONS } from "./actions";
import { builtActions } from "./build";
import { PAGES } from "./pages";
import { ROUTES } from "./routes";

const APP = readdirSync("app", { recursive: true, encoding: "utf8" }).map((file) => `app/${file}`);

/** What this suite does not walk yet, with what to do; and what it walks although it is gone. */
function compare(found: readonly string[], listed: readonly string[], how: string): string[] {
  return [
    ...found.filter((one) => !listed.includes(one)).map((one) => `${one} is new: ${how}`),
    ...listed.filter((one) => !found.includes(one)).map((one) => `${one} is gone: take its line away`),
  ];
}

test("every page is walked", () => {
  const pages = APP.filter((file) => file.endsWith("/page.tsx"));
  const how = "add a line to PAGES in e2e/isolation/pages.ts, with its address and the permission of who is shown it";
  expect(compare(pages, Object.keys(PAGES), how)).toEqual([]);
});

test("every route is walked, and each endpoint of the API with its method and its permission", () => {
  const routes = APP.filter((file) => file.endsWith("/route.ts"));
  const how = "add a line to ROUTES in e2e/isolation/routes.ts, with each of its methods and who is answered";
  expect(compare(routes, Object.keys(ROUTES), how)).toEqual([]);
  const walked = Object.entries(ROUTES).flatMap(([file, asks]) =>
    asks.map(({ method, permission }) => `${method} ${file} ${permission}`),
  );
  const endpoints = ENDPOINTS.map(({ method, path, permission }) => {
    const folder = path.slice(1).replaceAll("{", "[").replaceAll("}", "]");
    return `${method} app/${folder}/route.ts ${permission}`;
  });
  expect(endpoints.filter((one) => !walked.includes(one))).toEqual([]);
});

test("every method of the portal's own routes is walked", () => {
  const missing = Object.entries(ROUTES).flatMap(([file, asks]) => {
    if (!file.startsWith("app/api/portal/")) return [];
    const text = readFileSync(file, "utf8");
    const exported = [...text.matchAll(/export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/g)];
    return exported
      .filter(([, method]) => !asks.some((ask) => ask.method === method))
      .map(([, method]) => `${method} ${file}`);
  });
  expect(missing).toEqual([]);
});

test("every server action is walked, those of modules that no page of the build uses too", () => {
  const modules = APP.filter((file) => /\.tsx?$/.test(file) && /^\s*"use server";/m.test(readFileSync(file, "utf8")));
  const declared = modules.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^export (?:async function|const) (\w+)/gm)].map(
      ([, name]) => `${file}#${name}`,
    ),
  );
  const how = "add a line to ACTIONS in e2e/isolation/actions.ts, with a valid input that names the things of `ids`";
  expect(compare(declared, Object.keys(ACTIONS), how)).toEqual([]);
  const built = builtActions();
  expect(built.filter(({ thing }) => !declared.includes(thing)).map(({ thing }) => thing)).toEqual([]);
  const unreachable = built.filter(({ pages }) => !PAGES[pages[0] ?? ""]);
  expect(unreachable.map(({ thing, pages }) => `${thing} is used by ${pages[0]} alone, which is not walked`)).toEqual(
    [],
  );
});
