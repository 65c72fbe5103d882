import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { appDatabase, type Role } from "@/lib/runtime";
import { isToken, newToken } from "./hashes";

/** What an invitation is to. `used`: its person has come. */
export type Invitation =
  | { readonly state: "used" | "lapsed" }
  | {
      readonly state: "open";
      readonly personId: Id<"person">;
      readonly organisationId: OrganisationId;
      readonly organisation: string;
      readonly person: string;
      readonly phone: E164;
      readonly roles: readonly Role[];
      readonly until: Date;
    };

type Row = {
  status: "invited" | "active";
  person_id: Id<"person">;
  organisation_id: OrganisationId;
  organisation: string;
  person: string;
  phone: E164;
  roles: Role[];
  invited_until: string;
};

/** A new link's token, which goes into the SMS alone, and its hash, which is kept. It has no run of six digits: that is a code's alone. */
export function newInvitation(): { readonly token: string; readonly hash: Buffer } {
  let token = newToken();
  while (/[0-9]{6}/.test(token)) token = newToken();
  return { token, hash: hashInvitation(token) };
}

/** SHA-256 of a link's token: 256 random bits need no key. */
export function hashInvitation(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** What the link of an invitation leads to, for whoever has it. A token that never was is told like one that has lapsed. */
export async function readInvitation(token: string): Promise<Invitation> {
  if (!isToken(token)) return { state: "lapsed" };
  const rows = (await appDatabase().execute(
    sql`select * from lookup_invitation(${hashInvitation(token)})`,
  )) as unknown as Row[];
  const row = rows[0];
  if (!row) return { state: "lapsed" };
  if (row.status === "active") return { state: "used" };
  return {
    state: "open",
    personId: row.person_id,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    person: row.person,
    phone: row.phone,
    roles: row.roles,
    until: new Date(row.invited_until),
  };
}
