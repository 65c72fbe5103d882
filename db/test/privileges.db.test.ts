import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database";

/** Known before a scope exists: one person is one phone in the whole system, whoever they work for. Whoever may read them reads all. */
const GLOBAL = [
  "people",
  "person_controls",
  "person_devices",
  "recovery_codes",
  "session_seals",
  "sessions",
  "sign_in_challenges",
];

/** All that the application may write without a function; of some tables certain columns alone. */
const WRITES: Record<"portal_app" | "portal_worker", string[]> = {
  portal_app: [
    "idempotency_keys INSERT",
    "outbox_events INSERT",
    "outbox_events UPDATE",
    "people UPDATE (enrolled_at, totp_last_step, totp_secret)",
    "recovery_codes INSERT",
    "recovery_codes UPDATE (used_at)",
    "sessions UPDATE (last_seen_at, revoked_at)",
    "sign_in_challenges INSERT",
    "sign_in_challenges UPDATE (attempts, expires_at, pending_totp_secret, recovered_at, sms_verified_at, ticket_hash, totp_attempts, used_at)",
    "withdrawal_requests INSERT",
    "withdrawal_requests UPDATE",
  ],
  portal_worker: [
    "api_requests DELETE",
    "outbox_events INSERT",
    "outbox_events UPDATE",
    "rate_counters DELETE",
    "sign_in_challenges DELETE",
    "verifications INSERT",
    "withdrawal_requests INSERT",
    "withdrawal_requests UPDATE",
  ],
};

/** What every statement's scope is asked by: each may call these. */
const SCOPE = ["app_issuer", "app_organisation", "app_sees_all", "app_unit", "in_scope", "require_unit"];

/** All other functions that each may call, those that it owns aside. */
const EXECUTES: Record<"portal_app" | "portal_worker" | "portal_auditor" | "portal_lookup", string[]> = {
  portal_app: [
    "api_key_narrow",
    "api_key_reach",
    "api_key_reveal",
    "api_key_revoke",
    "api_key_rotate",
    "api_keys_apply",
    "api_keys_stop",
    "api_requests_write",
    "as_owner",
    "audit_append",
    "audit_check",
    "changes_rehearse",
    "controlled_with",
    "customer_create",
    "distributor_set_low_float",
    "find_proof",
    "float_balances",
    "invitation_send",
    "is_home",
    "keep_session_seal",
    "ledger_apply",
    "limits_give_back",
    "limits_take",
    "lookup_api_keys",
    "lookup_invitation",
    "lookup_memberships",
    "lookup_organisations",
    "lookup_person",
    "lookup_session",
    "lookup_suspended",
    "membership_narrow",
    "merchant_create",
    "open_session",
    "operations_claim",
    "operations_claim_end",
    "operations_finish",
    "operations_submit",
    "organisation_suspend",
    "organisations_apply",
    "people_apply",
    "rate_take",
    "stuck_makers",
    "stuck_subjects",
    "switch_session",
    "who_would_be_missing",
  ],
  portal_worker: [
    "api_keys_notice",
    "audit_append",
    "audit_check",
    "invitation_send",
    "ledger_apply",
    "limits_give_back",
    "limits_take",
    "operations_claim",
    "operations_claim_end",
    "operations_finish",
    "operations_submit",
    "prune_devices",
    "rate_take",
    "verification_copies",
    "verification_counts",
    "verification_heads",
    "verification_violations",
  ],
  portal_auditor: [
    "addresses_within",
    "audit_canonical",
    "canonical_json",
    "control_lasts",
    "instant_text",
    "is_address_block",
    "key_is_recorded",
    "ledger_canonical",
    "ledger_leg_text",
    "ledger_text",
    "limit_within",
    "mandate_of",
    "mandate_within",
    "money_owner",
    "operation_digest",
    "texts_of",
    "verification_copies",
    "verification_counts",
    "verification_heads",
    "verification_violations",
    "verify_accounts",
    "verify_audit",
    "verify_decisions",
    "verify_holds",
    "verify_issuer",
    "verify_keys",
    "verify_operations",
    "verify_strangers",
    "verify_transfers",
  ],
  portal_lookup: ["is_open", "ledger_leg_text", "ledger_text", "name_of"],
};

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

  it("lets nobody read all tenants' rows but the auditor; the look-ups read keys, people, memberships and transfers, the worker issuers", async () => {
    const rows = await sql`
      select tablename || ' ' || policyname || ' ' || cmd as policy, roles::text as roles from pg_policies
       where schemaname = 'public' and qual = 'true' and policyname not in ('auditor', 'in_unit') order by 1`;
    expect([...rows]).toEqual([
      { policy: "api_key_secrets lookup SELECT", roles: "{portal_lookup}" },
      { policy: "api_keys lookup SELECT", roles: "{portal_lookup}" },
      { policy: "distributors lookup SELECT", roles: "{portal_lookup}" },
      { policy: "issuers lookup SELECT", roles: "{portal_lookup}" },
      { policy: "issuers worker_lists SELECT", roles: "{portal_worker}" },
      ...["ledger_chains", "ledger_entries", "ledger_transfers", "memberships", ...GLOBAL, "verifications"]
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
