-- Whether the principal that a unit of work was started for may still act now: a request may have waited behind a lock meanwhile.
-- A person: live session in this organisation, active member with one of the roles. A key: neither revoked nor
-- expired, and its maker still an active member of its distributor.
CREATE OR REPLACE FUNCTION session_may(p_issuer uuid, p_organisation uuid, p_session uuid, p_person uuid, p_roles text[])
RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (
    SELECT FROM sessions s
      JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = s.person_id
     WHERE s.id = p_session AND s.person_id = p_person AND s.issuer_id = p_issuer AND s.organisation_id = p_organisation
       AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
       AND m.status = 'active' AND m.roles && p_roles)
$$;

CREATE OR REPLACE FUNCTION key_may(p_issuer uuid, p_distributor uuid, p_key uuid, p_person uuid)
RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (
    SELECT FROM api_keys k
      JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_distributor AND m.person_id = k.made_by AND m.status = 'active'
     WHERE k.issuer_id = p_issuer AND k.id = p_key AND k.distributor_id = p_distributor AND k.made_by = p_person
       AND k.revoked_at IS NULL AND k.expires_at > clock_timestamp() AND 'perform-operations' = ANY (k.permissions))
$$;

-- Inserts pending operations whose money is already held in this unit. p_rows: an array of operations' columns in snake_case, and
-- `session_id` and `roles` for a person. The check that the maker may still act comes here, after every wait.
-- Returns one outcome per row: ok | forbidden | distributor-suspended. Raises PU001 outside its unit or scope; 23505 on a reference or
-- withdrawal already in use.
CREATE OR REPLACE FUNCTION operations_submit(p_issuer uuid, p_unit uuid, p_rows jsonb)
RETURNS TABLE (idx int, outcome text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record; may boolean;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  FOR r IN SELECT (x.n - 1)::int AS n, x.v, o.* FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS x(v, n),
                  jsonb_populate_record(NULL::operations, x.v) o ORDER BY x.n LOOP
    idx := r.n;
    IF NOT in_scope(r.distributor_id) THEN RAISE EXCEPTION 'operation outside the scope' USING ERRCODE = 'PU001'; END IF;
    IF r.maker_key_id IS NOT NULL THEN
      may := key_may(p_issuer, r.distributor_id, r.maker_key_id, r.maker_id);
    ELSE
      may := session_may(p_issuer, r.distributor_id, (r.v->>'session_id')::uuid, r.maker_id,
                         ARRAY(SELECT jsonb_array_elements_text(r.v->'roles')));
    END IF;
    IF NOT may THEN outcome := 'forbidden'; RETURN NEXT; CONTINUE; END IF;
    IF NOT EXISTS (SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = r.distributor_id AND d.status = 'active') THEN
      outcome := 'distributor-suspended'; RETURN NEXT; CONTINUE;
    END IF;
    INSERT INTO operations (issuer_id, id, distributor_id, type, type_version, source, maker_id, maker_key_id, payload, digest, amount_minor,
      currency, counterparty_kind, counterparty_id, counterparty_name, counterparty_phone, counterparty_short_code, reference, memo,
      hold_id, withdrawal_id, approvals_needed, expires_at, created_at, updated_at, local_day, unit_id)
    VALUES (p_issuer, r.id, r.distributor_id, r.type, r.type_version, r.source, r.maker_id, r.maker_key_id, r.payload, r.digest, r.amount_minor,
      r.currency, r.counterparty_kind, r.counterparty_id, r.counterparty_name, r.counterparty_phone, r.counterparty_short_code, r.reference,
      r.memo, r.hold_id, r.withdrawal_id, r.approvals_needed, r.expires_at, now(), now(), r.local_day, p_unit);
    outcome := 'ok'; RETURN NEXT;
  END LOOP;
END $$;
