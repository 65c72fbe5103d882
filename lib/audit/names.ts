import { sql } from "drizzle-orm";
import type { auditEntries } from "@/db/schema";
import { bareId, type Id, type IdKind } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";

/** Who acted, by name where they have one: a person's, a customer's, a key's label, or what of the system it was. */
export type NamedActor = {
  readonly kind: "person" | "key" | "customer" | "system";
  readonly id: Id<"person" | "apiKey" | "customer"> | null;
  readonly name: string | null;
};

/** What an entry is about; `type` is an operation's. */
export type NamedSubject = {
  readonly kind: string;
  readonly id: Id<IdKind> | null;
  readonly name: string | null;
  readonly type: string | null;
};

type Row = Pick<typeof auditEntries.$inferSelect, "actor" | "subjectKind" | "subjectId">;
type Found = { kind: string; id: string; name: string | null; type: string | null };

/** Names of all actors and subjects of some entries, as far as the caller's scope shows them. */
export async function nameAll(ctx: Ctx, rows: readonly Row[]) {
  const wanted = new Map<string, { kind: string; id: string }>();
  const want = (kind: string, id: string | null) => id && wanted.set(`${kind}:${id}`, { kind, id });
  for (const row of rows) {
    const { kind, id } = readActor(row.actor);
    want(actorKey(kind), id);
    if (row.subjectKind) want(subjectKey(row.subjectKind), row.subjectId);
  }
  const found = wanted.size === 0 ? [] : await readNames(ctx, [...wanted.values()]);
  const byKey = new Map(found.map((one) => [`${one.kind}:${one.id}`, one]));
  return {
    actorOf: (row: Row): NamedActor => {
      const { kind, id, rest } = readActor(row.actor);
      return { kind, id, name: id ? (byKey.get(`${actorKey(kind)}:${id}`)?.name ?? null) : rest };
    },
    subjectOf: ({ subjectKind, subjectId }: Row): NamedSubject | null => {
      if (!subjectKind) return null;
      const one = byKey.get(`${subjectKey(subjectKind)}:${subjectId}`);
      const id = subjectId ? bareId<IdKind>("unit", subjectId) : null;
      return { kind: subjectKind, id, name: one?.name ?? null, type: one?.type ?? null };
    },
  };
}

// What an entry is about may be an id that somebody tried: of a stranger it tells no name, as it does of whoever has acted here; and customers
// and merchants are the issuer's to name.
function subjectKey(kind: string): string {
  return kind === "person" ? "member" : kind;
}

// A customer who has acted here has been named to whoever works here.
function actorKey(kind: NamedActor["kind"]): string {
  return kind === "customer" ? "payer" : kind;
}

function readActor(actor: string): { kind: NamedActor["kind"]; id: NamedActor["id"]; rest: string } {
  const [kind, rest = ""] = actor.split(/:(.*)/s);
  if (kind === "person") return { kind, id: bareId("person", rest), rest };
  if (kind === "key") return { kind, id: bareId("apiKey", rest), rest };
  if (kind === "customer") return { kind, id: bareId("customer", rest), rest };
  return { kind: "system", id: null, rest };
}

async function readNames(ctx: Ctx, wanted: readonly { kind: string; id: string }[]): Promise<readonly Found[]> {
  return (await ctx.tx.execute(sql`
    with w as materialized (select kind, id from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(kind text, id uuid))
    select w.kind, w.id, p.name, null as type from w join people p on p.id = w.id where w.kind = 'person'
    union all select w.kind, w.id, case when m.joined_at is null then coalesce(m.invited_name, p.name) else p.name end, null
                from w join people p on p.id = w.id
                join lateral (select x.joined_at, x.invited_name from memberships x where x.issuer_id = ${ctx.scope.issuerId}::uuid and x.person_id = w.id
                               order by x.joined_at limit 1) m on true where w.kind = 'member'
    union all select w.kind, w.id, k.label, null from w join api_keys k on k.issuer_id = ${ctx.scope.issuerId}::uuid and k.id = w.id
               where w.kind in ('key', 'api-key')
    union all select w.kind, w.id, o.counterparty_name, o.type from w join operations o on o.issuer_id = ${ctx.scope.issuerId}::uuid and o.id = w.id
               where w.kind = 'operation'
    union all select w.kind, w.id, c.name, null from w join customers c on c.issuer_id = ${ctx.scope.issuerId}::uuid and c.id = w.id
               where w.kind = 'customer' and app_sees_all()
    union all select w.kind, w.id, c.name, null from w join customers c on c.issuer_id = ${ctx.scope.issuerId}::uuid and c.id = w.id
               where w.kind = 'payer'
    union all select w.kind, w.id, m.name, null from w join merchants m on m.issuer_id = ${ctx.scope.issuerId}::uuid and m.id = w.id
               where w.kind = 'merchant' and app_sees_all()
    union all select w.kind, w.id, d.name, null from w join distributors d on d.issuer_id = ${ctx.scope.issuerId}::uuid and d.id = w.id
               where w.kind = 'distributor'
    union all select w.kind, w.id, i.name, null from w join issuers i on i.id = w.id where w.kind = 'issuer'`)) as unknown as Found[];
}
