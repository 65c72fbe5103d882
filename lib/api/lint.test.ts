import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";

/** Beside the recommended rules. */
const RULES = {
  // What a choice requires stands in the schema around it: exactly one of two members.
  "no-required-schema-properties-undefined": "off",
  "no-http-verbs-in-paths": "error",
  "no-path-trailing-slash": "error",
  "operation-description": "error",
  "parameter-description": "error",
  "paths-kebab-case": "error",
  "no-invalid-media-type-examples": "error",
  "no-invalid-schema-examples": "error",
  "no-unused-components": "error",
  "tag-description": "error",
} as const;

it.each(["distributor-v1", "public-v1"])("the linter of OpenAPI documents has nothing against %s", async (surface) => {
  const file = `lib/api/${surface}/openapi.json`;
  const config = await createConfig({ extends: ["recommended"], rules: RULES });
  const problems = await lintFromString({ source: readFileSync(file, "utf8"), absoluteRef: file, config });
  const said = problems.map(
    ({ ruleId, severity, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer ?? ""}: ${message}`,
  );
  expect(said).toEqual([]);
});
