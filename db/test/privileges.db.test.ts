import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database";
import { EXECUTES, GLOBAL, SCOPE, WRITES } from "./grants";

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.superuserUrl, { max: 1 });
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

describe("row-level security", () => {
  it("is enabled and forced on every table that names an issuer or a distributor, and on issuers", async () => {
    const rows = await sql`
      select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
             array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('sessions', 'person_controls')
         and (c.relname = 'issuers' or exists (select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                                                and a.attname in ('issuer_id', 'distributor_id')))`;
    expect(rows.length).toBeGreaterThanOrEqual(19);
    expect(rows.filter((row) => !row.forced)).toEqual([]);
    expect(rows.filter((row) => !["auditor", "issuer", "tenant"].every((name) => row.policies.includes(name)))).toEqual(
      [],
    );
  });

  it("is enabled and forced on the tables of identity too, which no statement outside a unit may write", async () => {
    const rows = await sql`
      select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
             array(select p.polname::text || ': ' || pg_get_expr(p.polwithcheck, p.polrelid) from pg_policy p
                    where p.polrelid = c.oid and p.polcmd = '*') as policies
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'issuers' 
         and (c.relname in ('sessions', 'person_controls') or not exists (
           select from pg_attribute a where a.attrelid = c.oid and a.attname in ('issuer_id', 'distributor_id'))) order by 1`;
    const policies = ["in_unit: (app_unit() IS NOT NULL)"];
    expect([...rows]).toEqual(GLOBAL.map((table) => ({ table, forced: true, policies })));
  });

  it("lets nobody read all tenants' rows but the auditor; the look-ups read keys, people, memberships, transfers and whom a link asks, the worker issuers", async () => {
    const rows = await sql`
      select tablename || ' ' || policyname || ' ' || cmd as policy, roles::text as roles from pg_policies
       where schemaname = 'public' and qual = 'true' and policyname not in ('auditor', 'in_unit') order by 1`;
    expect([...rows]).toEqual([
      { policy: "api_key_secrets lookup SELECT", roles: "{portal_lookup}" },
      { policy: "api_keys lookup SELECT", roles: "{portal_lookup}" },
      { policy: "customers lookup SELECT", roles: "{portal_lookup}" },
      { policy: "distributors lookup SELECT", roles: "{portal_lookup}" },
      { policy: "issuers lookup SELECT", roles: "{portal_lookup}" },
      { policy: "issuers worker_lists SELECT", roles: "{portal_worker}" },
      ...[
        "ledger_chains",
        "ledger_entries",
        "ledger_transfers",
        "memberships",
        "operation_consents",
        ...GLOBAL,
        "verifications",
      ]
        .sort()
        .filter((table) => table !== "session_seals")
        .map((table) => ({ policy: `${table} lookup SELECT`, roles: "{portal_lookup}" })),
    ]);
    const [auditor] = await sql`
      select array_agg(distinct cmd) as commands, array_agg(distinct roles::text) as roles
        from pg_policies where policyname = 'auditor'`;
    expect(auditor).toEqual({ commands: ["SELECT"], roles: ["{portal_auditor}"] });
  });
});

describe("roles", () => {
  it("are neither superusers nor above row-level security, and inherit nothing", async () => {
    const rows = await sql`
      select rolname from pg_roles where rolname like 'portal\\_%'
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`;
    expect([...rows]).toEqual([]);
    const [owner] = await sql`
      select rolinherit, pg_has_role('portal_owner', 'portal_auditor', 'USAGE') as uses from pg_roles
       where rolname = 'portal_owner'`;
    expect(owner).toEqual({ rolinherit: false, uses: false });
    const members = await sql`
      select member::regrole::text as member, roleid::regrole::text as of from pg_auth_members
       where member::regrole::text like 'portal\\_%' order by 2`;
    expect([...members]).toEqual([
      { member: "portal_owner", of: "portal_auditor" },
      { member: "portal_owner", of: "portal_lookup" },
    ]);
  });

  it.each(Object.entries(WRITES))(
    "%s writes these tables by itself and no other: none of the ledger's, no operation, no decision, no audit",
    async (role, expected) => {
      const rows = await sql`
      select c.relname || ' ' || p.privilege || case when has_table_privilege(${role}, c.oid, p.privilege) then '' else
               (select ' (' || string_agg(a.attname, ', ' order by a.attname) || ')' from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and has_column_privilege(${role}, c.oid, a.attnum, p.privilege)) end as may
        from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as p(privilege)
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
         and (has_table_privilege(${role}, c.oid, p.privilege)
              or (p.privilege in ('INSERT', 'UPDATE') and has_any_column_privilege(${role}, c.oid, p.privilege)))
       order by c.relname, p.privilege`;
      expect(rows.map((row) => row.may)).toEqual(expected);
    },
  );

  it.each(["portal_auditor", "portal_lookup"])("%s writes nothing", async (role) => {
    const rows = await sql`
      select c.relname from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as p(privilege)
       where c.relkind in ('r', 'p', 'v') and c.relnamespace in ('public'::regnamespace, 'inspect'::regnamespace)
         and c.relowner <> ${role}::regrole and has_table_privilege(${role}, c.oid, p.privilege)`;
    expect([...rows]).toEqual([]);
  });

  it.each(Object.entries(EXECUTES))("%s may call these functions and no other", async (role, expected) => {
    const rows = await sql`
      select p.proname from pg_proc p
       where p.pronamespace in ('public'::regnamespace, 'inspect'::regnamespace, 'drizzle'::regnamespace)
         and p.proowner <> ${role}::regrole and has_function_privilege(${role}, p.oid, 'EXECUTE') order by p.proname`;
    expect(rows.map((row) => row.proname)).toEqual([...SCOPE, ...expected].sort());
  });

  it("nobody may create things beside the owner's, and PUBLIC may nothing", async () => {
    const rows = await sql`
      select r.rolname, n.nspname from pg_roles r, pg_namespace n
       where r.rolname like 'portal\\_%' and r.rolname <> 'portal_owner' and n.nspname in ('public', 'inspect', 'drizzle')
         and has_schema_privilege(r.rolname, n.oid, 'CREATE')`;
    expect([...rows]).toEqual([]);
    const open = await sql`
      select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'EXECUTE')
       union all select c.relname from pg_class c, aclexplode(c.relacl) a
       where c.relnamespace in ('public'::regnamespace, 'inspect'::regnamespace) and a.grantee = 0`;
    expect([...open]).toEqual([]);
  });

  it("each has its time limits", async () => {
    const rows = await sql`
      select r.rolname, array(select split_part(x, '=', 1) from unnest(s.setconfig) x order by 1) as limits
        from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where s.setdatabase = 0 and r.rolname like 'portal\\_%' order by 1`;
    const all = ["idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout"];
    const limitsOf = (role: string) => rows.find(({ rolname }) => rolname === role)?.limits;
    expect(limitsOf("portal_app")).toEqual(all);
    expect(limitsOf("portal_worker")).toEqual(all);
    expect(limitsOf("portal_auditor")).toContain("statement_timeout");
  });
});

describe("functions that act as the owner", () => {
  it("have a fixed search path", async () => {
    const rows = await sql`
      select proname, proconfig from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
         and not coalesce(proconfig @> array['search_path=public, pg_temp'], false)`;
    expect([...rows]).toEqual([]);
  });
});
