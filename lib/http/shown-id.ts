import { z } from "zod";
import { type Id, type IdKind, readId } from "@/lib/kernel/ids";

/** A shown id of some kind (`dst_…`) as the input of an action, read into the bare one. */
export function shownId<K extends IdKind>(kind: K) {
  return z.string().transform((text, check): Id<K> => {
    const id = readId(kind, text);
    if (id) return id;
    check.addIssue({ code: "custom", message: `is not the id of a ${kind}` });
    return z.NEVER;
  });
}
