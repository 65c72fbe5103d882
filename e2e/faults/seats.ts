import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type postgres from "postgres";

/** What the trial seed has written, as far as the load needs it. */
export type Trial = {
  readonly issuer: { readonly id: string };
  readonly distributors: readonly {
    readonly id: string;
    readonly apiKey: string;
    readonly people: readonly { readonly name: string; readonly phone: string }[];
  }[];
  readonly customers: readonly { readonly phone: string }[];
};

/** Somebody who is signed in: the cookie of their browser. */
export type Seat = { readonly name: string; readonly cookie: string };

export function readTrial(dataDir: string): Trial {
  return JSON.parse(readFileSync(path.join(dataDir, "trial.json"), "utf8")) as Trial;
}

/** Opens a session for a person of the trial, as the last step of sign-in does. */
export async function takeSeat(superuser: postgres.Sql, name: string): Promise<Seat> {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(`session:${token}`).digest();
  const rows = await superuser`
    insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
    select ${randomUUID()}, ${hash}, p.id, m.issuer_id, m.organisation_id, m.organisation_kind, now() + interval '12 hours'
      from people p join memberships m on m.person_id = p.id where p.name = ${name}
    returning id`;
  if (rows.length !== 1) throw new Error(`${name} is not one person of the trial`);
  return { name, cookie: `portal.session=${token}` };
}

/** The id by which the built pages call a server action. */
export function actionId(root: string, file: string, name: string): string {
  const manifest = JSON.parse(readFileSync(path.join(root, ".next/server/server-reference-manifest.json"), "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  const found = Object.entries(manifest.node).find(
    ([, action]) => action.filename === file && action.exportedName === name,
  );
  if (!found) throw new Error(`the build has no action ${name} in ${file}`);
  return found[0];
}
