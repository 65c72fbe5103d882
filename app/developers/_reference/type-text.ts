import { named, type Schema } from "./document";

/** The type of a member in a few characters, as programmers write it: `string`, `"cash" | "bank-transfer"`, `integer, 1 to 1000`. */
export function typeText(schema: Schema): string {
  const found = named(schema);
  if (found) return found.name;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.type) return choices.map(typeText).join(" | ");
  if (schema.type === "array" && schema.items) return `${typeText(schema.items)}[]`;
  const { format, minimum, maximum, maxLength } = schema;
  const type = [schema.type ?? "any"].flat().join(" | ");
  if (format === "date-time") return "RFC 3339";
  if (minimum !== undefined && maximum !== undefined && maximum <= 100_000) return `${type}, ${minimum} to ${maximum}`;
  return maxLength === undefined ? type : `${type}, ≤ ${maxLength}`;
}
