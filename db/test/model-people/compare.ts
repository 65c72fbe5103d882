import type { Cast } from "./cast";
import { eligible } from "./state";

type Sight = Readonly<Record<string, string>>;

/** What the model says of every person, request and pair. */
function expected({ state }: Cast): Sight {
  const sight: Record<string, string> = { controls: String(state.controls.length) };
  for (const [n, { member, isStaff, isSignedIn }] of state.people.entries()) {
    if (isStaff) continue;
    const stands = member ? `${member.status} ${[...member.roles].sort()}` : "nothing";
    sight[`person ${n}`] = `${stands} ${isSignedIn ? "signed in" : "out"}`;
    if (member) sight[`deciders for ${n}`] = String(eligible(state, n, null).length);
  }
  for (const [n, { status, failure }] of state.operations.entries()) sight[`operation ${n}`] = `${status} ${failure}`;
  return sight;
}

async function actual({ sql, world, home, phones, operations, state }: Cast): Promise<Sight> {
  const [controls] = await sql`select count(*)::int as n from person_controls`;
  const sight: Record<string, string> = { controls: String(controls?.n) };
  const members = await sql.begin(async (tx) => {
    await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.organisation = '*'`);
    return tx`
      select p.phone, m.status, m.roles, eligible_deciders(${world.issuerId}, ${home.id}, p.id, null) as deciders,
             exists (select from sessions s where s.person_id = p.id and s.organisation_id = ${home.id} and s.revoked_at is null) as live
        from memberships m join people p on p.id = m.person_id where m.organisation_id = ${home.id}`;
  });
  const byPhone = new Map(members.map((row) => [row.phone, row]));
  for (const [n, phone] of phones.entries()) {
    if (state.people[n]?.isStaff) continue;
    const row = byPhone.get(phone);
    sight[`person ${n}`] = row
      ? `${row.status} ${[...row.roles].sort()} ${row.live ? "signed in" : "out"}`
      : "nothing out";
    if (row) sight[`deciders for ${n}`] = String(row.deciders);
  }
  for (const { id, status, failure } of await sql`select id, status, failure_code as failure from operations`) {
    sight[`operation ${operations.indexOf(id)}`] = `${status} ${failure}`;
  }
  return sight;
}

/** Compares the database with the model. @throws Error that names every difference */
export async function compare(cast: Cast): Promise<void> {
  const [model, database] = [expected(cast), await actual(cast)];
  const wrong = [...new Set([...Object.keys(model), ...Object.keys(database)])].filter(
    (name) => model[name] !== database[name],
  );
  if (wrong.length === 0) return;
  throw new Error(
    wrong.map((name) => `${name}: the model says ${model[name]}, the database ${database[name]}`).join("\n"),
  );
}
