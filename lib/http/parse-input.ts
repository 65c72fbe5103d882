import type { z } from "zod";
import { DomainError } from "@/lib/kernel/errors";

/**
 * Input of a form or a call, checked by its schema. Of a FormData each name becomes a member, a repeated name a list.
 * @throws DomainError `request.invalid` with the fields that are wrong
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input instanceof FormData ? fromForm(input) : input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  throw new DomainError("request.invalid", { fields });
}

function fromForm(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  // What React adds to a form for itself begins with a dollar sign.
  const names = new Set([...form.keys()].filter((name) => !name.startsWith("$")));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] as FormDataEntryValue) : values];
    }),
  );
}
