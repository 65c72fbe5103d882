import { z } from "zod";
import { DomainError, type ErrorCode, type FieldError, isDomainError, isErrorCode } from "@/lib/kernel/errors";

/**
 * Reads a query string: each parameter once, none that the schema does not name.
 * @throws DomainError `request.duplicate-field`, `request.unknown-field`, `request.invalid` or the code of the one thing that is wrong
 */
export function readQuery<T>(schema: z.ZodType<T>, search: string): T {
  const given: Record<string, string> = Object.create(null);
  const repeated: FieldError[] = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in given) repeated.push({ path: name, message: "is given more than once" });
    given[name] = value;
  }
  if (repeated.length > 0) throw new DomainError("request.duplicate-field", { fields: repeated });
  refuseUnknown(schema, Object.keys(given));
  return readShape(schema, given);
}

/**
 * Reads a body that is JSON already. A member that is null is absent; one that no form of the body has is refused even then.
 * @throws DomainError as {@link readQuery}
 */
export function readBody<T>(schema: z.ZodType<T>, json: unknown): { readonly value: T; readonly canonical: unknown } {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new DomainError("request.invalid", { fields: [{ path: "", message: "The body must be a JSON object." }] });
  }
  const members = Object.entries(json);
  refuseUnknown(
    schema,
    members.map(([name]) => name),
  );
  const present = Object.fromEntries(members.filter(([, value]) => value !== null));
  return { value: readShape(schema, present), canonical: present };
}

/** A name that is not known is told before anything else: it may be a known one, misspelt. */
function refuseUnknown(schema: z.ZodType, names: readonly string[]): void {
  const known = memberNames(schema);
  const unknown = names.filter((name) => !known.has(name)).map(unknownField);
  if (unknown.length > 0) throw new DomainError("request.unknown-field", { fields: unknown });
}

function readShape<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.flatMap(problemsOf);
  const codes = new Set(found.map((problem) => problem.code));
  const [only] = codes;
  throw new DomainError(codes.size === 1 && only ? only : "request.invalid", {
    fields: found.map((problem) => problem.field),
  });
}

type Problem = { readonly code: ErrorCode; readonly field: FieldError };

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({ code: "request.unknown-field", field: unknownField(name) }));
  }
  const code = issue.code === "custom" ? String(issue.params?.code ?? "") : "";
  const field = { path: issue.path.join("."), message: issue.message };
  return [{ code: isErrorCode(code) ? code : "request.invalid", field }];
}

function unknownField(name: string): FieldError {
  return { path: name.slice(0, 100), message: "is not known here" };
}

/** Every member that some form of the body has. */
function memberNames(schema: z.ZodType): Set<string> {
  if (schema instanceof z.ZodObject) return new Set(Object.keys(schema.shape));
  if (schema instanceof z.ZodUnion) {
    return new Set(schema.options.flatMap((option) => [...memberNames(option as z.ZodType)]));
  }
  throw new TypeError("a body is an object, or one of several");
}

/**
 * A text whose meaning one of the kernel's parsers decides; its refusal keeps its own code and message.
 * @param parse throws DomainError
 */
export function parsedText<T>(parse: (text: string) => T) {
  return z.string("must be a string").transform((text, ctx) => {
    try {
      return parse(text);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      ctx.issues.push({ code: "custom", message: error.message, params: { code: error.code }, input: text });
      return z.NEVER;
    }
  });
}

/** Runs a parser that needs more than the text, such as the distributor's currency, and names the member in its refusal. */
export function inField<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!isDomainError(error) || error.fields) throw error;
    const options = error.details ? { details: error.details } : {};
    throw new DomainError(error.code, { ...options, fields: [{ path, message: error.message }], cause: error });
  }
}
