import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import postgres from "postgres";
import { bare } from "./ledger";
import { readTrial } from "./trial";

/** Where somebody new is to work, an active member if nothing else is said; `invited`: they come by the link of an invitation. */
export type Place = {
  readonly distributor: string;
  readonly roles: readonly string[];
  readonly status?: "active" | "invited" | "suspended" | "removed";
};

/** Somebody who has never signed in. `token` is that of their invitation's link. */
export type Newcomer = { readonly name: string; readonly phone: string; readonly token: string };

/** Makes a person of whom no other journey knows, as the database's owner: with the places given, and without an authenticator. */
export async function makeNewcomer(name: string, places: readonly Place[]): Promise<Newcomer> {
  const trial = readTrial();
  const issuer = bare(trial.issuer.id);
  const [person, phone] = [randomUUID(), `+234807${String(randomInt(10_000_000)).padStart(7, "0")}`];
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  const sql = postgres(trial.ownerDatabaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (tx) => {
      const unit = randomUUID();
      await tx.unsafe(
        `set local app.issuer = '${issuer}'; set local app.organisation = '*'; set local app.unit = '${unit}'`,
      );
      await tx`insert into people (id, phone, name) values (${person}, ${phone}, ${name})`;
      for (const { distributor, roles, status = "active" } of places) {
        const invited = status === "invited";
        await tx`
          insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, invited_until, invitation_hash, unit_id)
          values (${issuer}, ${bare(distributor)}, ${person}, 'distributor', ${[...roles]}, ${status},
                  ${invited ? new Date(Date.now() + 3_600_000) : null}, ${invited ? hash : null}, ${unit})`;
      }
    });
  } finally {
    await sql.end();
  }
  return { name, phone, token };
}
