import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import postgres from "postgres";
import { bare } from "./query";
import { readTrial } from "./trial";

/** Where somebody new is to work, an active member if nothing else is said; `invited`: they come by the link of an invitation. */
export type Place = {
  readonly distributor: string;
  readonly roles: readonly string[];
  readonly status?: "active" | "invited" | "suspended" | "removed";
};

/** Somebody who has never signed in. `token` is that of their invitation's link. */
export type Newcomer = { readonly name: string; readonly phone: string; readonly token: string };

type OwnersWork<T> = (tx: postgres.TransactionSql, unit: string, issuer: string) => Promise<T>;

/** Does something as the database's owner, in a unit of work of its own. */
async function asOwner<T>(work: OwnersWork<T>): Promise<T> {
  const trial = readTrial();
  const [issuer, unit] = [bare(trial.issuer.id), randomUUID()];
  const sql = postgres(trial.ownerDatabaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return (await sql.begin(async (tx) => {
      await tx.unsafe(
        `set local app.issuer = '${issuer}'; set local app.organisation = '*'; set local app.unit = '${unit}'`,
      );
      return work(tx, unit, issuer);
    })) as T;
  } finally {
    await sql.end();
  }
}

/** Makes a person of whom no other journey knows: with the places given, and without an authenticator. */
export async function makeNewcomer(name: string, places: readonly Place[]): Promise<Newcomer> {
  const [person, phone] = [randomUUID(), `+234807${String(randomInt(10_000_000)).padStart(7, "0")}`];
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  await asOwner(async (tx, unit, issuer) => {
    await tx`insert into people (id, phone, name) values (${person}, ${phone}, ${name})`;
    for (const { distributor, roles, status = "active" } of places) {
      const invited = status === "invited";
      await tx`
        insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, invited_until, invitation_hash, unit_id)
        values (${issuer}, ${bare(distributor)}, ${person}, 'distributor', ${[...roles]}, ${status},
                ${invited ? new Date(Date.now() + 3_600_000) : null}, ${invited ? hash : null}, ${unit})`;
    }
  });
  return { name, phone, token };
}

/** How many seconds ago a person's newest session was last used; `seconds` makes it so. */
export function lastSeen(phone: string, seconds?: number): Promise<number> {
  return asOwner(async (tx) => {
    const newest = tx`
      select s.id from sessions s join people p on p.id = s.person_id where p.phone = ${phone} order by s.created_at desc limit 1`;
    if (seconds !== undefined) {
      await tx`update sessions set last_seen_at = now() - make_interval(secs => ${seconds}) where id = (${newest})`;
    }
    const [row] = await tx`
      select extract(epoch from now() - last_seen_at)::float8 as ago from sessions where id = (${newest})`;
    return Number(row?.ago);
  });
}
