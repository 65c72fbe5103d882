import { z } from "zod";
import { parsedText } from "@/lib/api/read-input";
import { DomainError } from "@/lib/kernel/errors";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { readCursor } from "./cursors";

const WHOLE = /^(?:0|[1-9][0-9]{0,8})$/;

function wholeNumber(least: number, most: number) {
  return parsedText((text) => {
    const number = WHOLE.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new DomainError("pagination.bad-limit");
    return number;
  }).meta({ type: "integer", minimum: least, maximum: most });
}

/** How many items a page has: 1 to 1000, 100 unless told. */
export const limit = wholeNumber(1, 1000).default(100).meta({ description: "How many at most; 100 unless told." });

/** How many items are passed over. */
export const offset = wholeNumber(0, 999_999_999).meta({
  description: "How many are passed over. `cursor` is cheaper, and skips nothing when something is added meanwhile.",
});

/** Where a page begins, as the page before told it. */
export const cursor = parsedText(readCursor).meta({
  description: "Where the page begins: from `nextCursor` or the `Link` header of the page before.",
});

/** A phone in a query, where an unescaped plus arrives as a space. */
export const queryPhone = parsedText((text): E164 => parsePhone(text.replace(/^ (?=[0-9])/, "+"))).meta({
  description: "International form, with or without separators; escape the plus as %2B.",
  examples: ["+2348050000001"],
});

const RFC_3339 = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+ -]\d\d:\d\d)$/;

/** An instant in a query, where an unescaped plus of an offset arrives as a space. */
export const queryInstant = z
  .string()
  .refine((text) => RFC_3339.test(text) && z.iso.datetime({ offset: true }).safeParse(text.replace(" ", "+")).success, {
    message: 'must be an RFC 3339 instant, for example "2026-11-20T20:10:00Z"',
  })
  .transform((text) => new Date(text.replace(" ", "+")))
  .meta({ format: "date-time", examples: ["2026-11-20T20:10:00Z"] });
