import { z } from "zod";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Asker } from "@/lib/runtime";
import type { Counterparty, Submission } from "./define";

/** For types api-key…: a maker asks, a checker decides. */
export const keyChange = {
  submitPermission: "api-keys.request",
  decidePermission: "operations.decide",
  desk: "own",
} as const;

/** An id of a key as payloads keep it. */
export const keyIdField = z.uuid().transform((id) => id as Id<"apiKey">);

/** Whose keys a request is about. @throws DomainError `auth.forbidden` for the issuer, which has none */
export function distributorOf({ organisation }: Submission<unknown>): Id<"distributor"> {
  if (organisation.kind !== "distributor") throw new DomainError("auth.forbidden");
  return organisation.id;
}

/**
 * A key's maker as the checker reads them, with the key's label. A request about a key is about who has seen its secret, or will: they do not
 * decide on it.
 */
export function asOwner(
  { id, name }: { readonly id: Id<"person">; readonly name: string },
  label: string,
): Counterparty {
  return { kind: "person", id, name: `${label} (${name})`, phone: null, shortCode: null };
}

/** The same of the one who asks. @throws DomainError `auth.forbidden` for a key, which makes no other keys */
export function asMaker({ principal }: Asker, label: string): Counterparty {
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  return asOwner({ id: principal.personId, name: principal.name }, label);
}
