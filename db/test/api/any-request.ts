import fc from "fast-check";
import { DOCUMENT } from "@/e2e/conformance/judge";
import type { Sent } from "@/e2e/conformance/send";
import { type Draft, mutated } from "./mutations";

/** What requests may name, right and wrong, of the world that they are sent to. The first of each list is right. */
export type Names = {
  readonly distributors: readonly string[];
  readonly keys: readonly string[];
  readonly operations: readonly string[];
  readonly withdrawals: readonly string[];
  readonly phones: readonly string[];
  readonly shortCodes: readonly string[];
  readonly cursors: readonly string[];
};

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
};
type Parameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema };
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { schema: Schema }> };
};

const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    operation,
  })),
);

/** A request and the operation that it began as. */
export type Asked = { readonly operationId: string; readonly sent: Sent };

/** Requests made from the document: right ones, and ones that are wrong in up to three ways. */
export function anyRequest(names: Names): fc.Arbitrary<Asked> {
  const each = OPERATIONS.map(({ path, method, operation }) =>
    draft(path, method, operation, names)
      .chain(mutated)
      .map((sent) => ({ operationId: operation.operationId, sent })),
  );
  return fc.oneof(...each);
}

function draft(
  path: string,
  method: string,
  { parameters, requestBody }: Operation,
  names: Names,
): fc.Arbitrary<Draft> {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const schema = requestBody?.content["application/json"]?.schema;
  return fc.record({
    method: fc.constant(method),
    template: fc.constant(path),
    path: fc.record(Object.fromEntries(places.map((name) => [name, idOf(name, path, names)]))),
    query: membersOf(
      parameters.filter((parameter) => parameter.in === "query"),
      names,
    ),
    key: mostly(names.keys),
    idempotencyKey: schema ? fc.option(fc.uuid(), { nil: null }) : fc.constant(null),
    body: schema ? anyValue("", schema, names).map((value) => JSON.stringify(value)) : fc.constant(null),
  }) as fc.Arbitrary<Draft>;
}

/** The first most of the time, which is right, or else any. */
function mostly(values: readonly string[]): fc.Arbitrary<string> {
  const [first = ""] = values;
  return fc.oneof({ weight: 12, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
}

function idOf(name: string, path: string, names: Names): fc.Arbitrary<string> {
  if (name === "distributorID") return mostly(names.distributors);
  return fc.constantFrom(...(path.includes("/cashouts/") ? names.withdrawals : names.operations));
}

/** Members of a query or a body: those that must be there, and some of the others. */
function membersOf(
  members: readonly { name: string; required: boolean; schema: Schema }[],
  names: Names,
): fc.Arbitrary<Record<string, unknown>> {
  const required = members.filter((member) => member.required).map(({ name }) => name);
  const arbitraries = Object.fromEntries(members.map(({ name, schema }) => [name, anyValue(name, schema, names)]));
  return fc.record(arbitraries, { requiredKeys: required }).map((record) => ({ ...record }));
}

function anyValue(name: string, schema: Schema, names: Names): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    const component = DOCUMENT.components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)] as Schema;
    return anyValue(name, component, names);
  }
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.properties) return objectOf(schema, names);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((choice) => anyValue(name, choice, names)));
  if (schema.type === "integer") return fc.oneof(fc.integer({ min: schema.minimum ?? 0, max: 20 }), integerOf(schema));
  return fc.oneof(
    { weight: 4, arbitrary: known(name, names) ?? readableOf(schema) },
    { weight: 1, arbitrary: readableOf(schema) },
  );
}

function objectOf({ properties = {}, required = [], oneOf }: Schema, names: Names): fc.Arbitrary<unknown> {
  const all = Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
  const whole = membersOf(all, names);
  if (!oneOf) return whole;
  // Exactly one of several members: the chosen one is there, the others are not.
  const either = oneOf.map(({ required: [chosen = ""] = [] }) => {
    const others = oneOf.flatMap((choice) => choice.required ?? []).filter((name) => name !== chosen);
    const left = all.filter(({ name }) => !others.includes(name));
    return membersOf(
      left.map((member) => ({ ...member, required: member.required || member.name === chosen })),
      names,
    );
  });
  return fc.oneof(...either);
}

const AMOUNTS = ["0.01", "1", "2.5", "10.00", "123.45", "99999999999999.99", "0.001", "0", "007"];

/** Values of the world for what a member is called. */
function known(name: string, names: Names): fc.Arbitrary<unknown> | null {
  if (name === "amount") return mostly(["1.25", ...AMOUNTS]);
  if (/^phone/.test(name)) return fc.constantFrom(...names.phones);
  if (/shortcode/i.test(name)) return fc.constantFrom(...names.shortCodes);
  if (name === "cursor") return fc.constantFrom(...names.cursors);
  if (/FulfillmentID$|^transactionID$|^reference$/.test(name)) return fc.uuid();
  if (/^created/.test(name))
    return fc
      .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  return null;
}

function integerOf({ minimum = 0, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  return fc.integer({ min: minimum, max: maximum });
}

function readableOf({ minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  return fc.string({ minLength, maxLength, unit: "grapheme" });
}
