import { z } from "zod";
import { memoText, referenceText } from "@/lib/operations/schemas";

const emptyToNull = (text: string) => (text === "" ? null : text);

/** The key of a draft, as the form made it. */
export const draftKey = z.uuid();

/** An amount or a phone as typed; the kernel's parsers read them and say what is wrong. */
export const typed = z.string().max(64);

/** A memo that may be left empty. */
export const memoInput = z.string().trim().transform(emptyToNull).pipe(memoText.nullable());

/** A receipt number that may be left empty. */
export const referenceInput = z.string().trim().transform(emptyToNull).pipe(referenceText.nullable());
