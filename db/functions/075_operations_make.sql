-- Makes pending operations, in one call, so that limit counters, accounts and the chain of the audit are locked for no longer than it takes: volume is
-- taken from limits, money held, the operations are written with their idempotency keys, events and audit entries. One that is refused on the way gives
-- back what it had taken, and spoils no neighbour.
-- p_takes: as limits_take() has them, with `entry`, the number of the operation's row. p_holds: movements as ledger_apply() has them, with `entry`.
-- p_rows: as operations_submit() has them, and `entry`, `actor`, `request_id`, `address` and `said` (detail) of the audit entry, `event_id`,
-- `consent_event_id` where a customer is asked, and `key`, `key_surface`, `key_organisation`, `key_hash` (hex) where the request names an idempotency key.
-- An entry may have takes alone (probes): its limits speak though something else has refused it already.
-- Returns what became of each entry: refused_by is null for one that was made, else `limit` (outcome and subject of the take), `hold` or `rules` (outcome).
-- Raises PU001 outside its unit or scope, 42501 on the idempotency key of another organisation; PU010 where one was refused for want of what another refused one gives back: had they come one after the
-- other, it might have been accepted; 40001 and 23505 as operations_submit().
CREATE OR REPLACE FUNCTION operations_make(p_issuer uuid, p_unit uuid, p_takes jsonb, p_holds jsonb, p_rows jsonb)
RETURNS TABLE (entry int, refused_by text, outcome text, subject text, approvals int, issuers int, policy int) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  -- the entries that lacked volume, with its outcome and subject; money; those refused by rules; all of these
  l_entry int[]; l_outcome text[]; l_subject text[]; h_entry int[]; h_outcome text[]; r_entry int[]; r_outcome text[]; refused int[] := '{}';
  -- the operations made: how many must approve each, of them of the issuer, by which version of a policy
  m_entry int[]; m_approvals int[]; m_issuers int[]; m_policy int[];
  holds jsonb := p_holds; made jsonb := p_rows;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF p_takes <> '[]' THEN
    SELECT array_agg(x.entry), array_agg(x.outcome), array_agg(x.subject) INTO l_entry, l_outcome, l_subject
      FROM (SELECT (p_takes->t.idx->>'entry')::int AS entry, t.outcome, p_takes->t.idx->>'subject' AS subject
              FROM limits_take(p_issuer, p_unit, p_takes) t WHERE t.outcome NOT IN ('ok', 'skipped')) x;
    IF l_entry IS NOT NULL THEN
      refused := l_entry; holds := operations_left(holds, refused); made := operations_left(made, refused);
    END IF;
  END IF;
  IF holds <> '[]' THEN
    SELECT array_agg((holds->t.idx->>'entry')::int), array_agg(t.outcome) INTO h_entry, h_outcome
      FROM ledger_apply(p_issuer, p_unit, holds) t WHERE t.outcome <> 'ok';
    IF h_entry IS NOT NULL THEN
      refused := refused || h_entry; holds := operations_left(holds, h_entry); made := operations_left(made, h_entry);
    END IF;
  END IF;
  IF made <> '[]' THEN
    SELECT array_agg(x.entry) FILTER (WHERE x.ok), array_agg(x.approvals) FILTER (WHERE x.ok), array_agg(x.issuers) FILTER (WHERE x.ok),
           array_agg(x.policy) FILTER (WHERE x.ok), array_agg(x.entry) FILTER (WHERE NOT x.ok), array_agg(x.outcome) FILTER (WHERE NOT x.ok)
      INTO m_entry, m_approvals, m_issuers, m_policy, r_entry, r_outcome
      FROM (SELECT (made->t.idx->>'entry')::int AS entry, t.outcome = 'ok' AS ok, t.* FROM operations_submit(p_issuer, p_unit, made) t) x;
    IF r_entry IS NOT NULL THEN
      refused := refused || r_entry; made := operations_left(made, r_entry);
    END IF;
  END IF;
  IF h_entry IS NOT NULL OR r_entry IS NOT NULL THEN
    PERFORM operations_give_back(p_issuer, p_unit, p_takes, holds, l_subject, h_entry, p_holds, coalesce(h_entry, '{}') || r_entry);
  END IF;

  IF made <> '[]' THEN
    IF EXISTS (SELECT FROM jsonb_array_elements(made) r WHERE r ? 'key' AND in_scope((r->>'key_organisation')::uuid) IS NOT TRUE) THEN
      RAISE EXCEPTION 'idempotency key outside the scope' USING ERRCODE = '42501';
    END IF;
    INSERT INTO idempotency_keys (issuer_id, organisation_id, surface, key, request_hash, operation_id, unit_id)
    SELECT p_issuer, r.key_organisation, r.key_surface, r.key, decode(r.key_hash, 'hex'), r.id, p_unit
      FROM jsonb_to_recordset(made) AS r(id uuid, key text, key_surface text, key_organisation uuid, key_hash text)
     WHERE r.key IS NOT NULL;
    INSERT INTO outbox_events (issuer_id, id, organisation_id, topic, payload, unit_id)
    SELECT p_issuer, e.id, r.organisation_id, e.topic, jsonb_build_object('operationId', r.id), p_unit
      FROM jsonb_to_recordset(made) AS r(id uuid, organisation_id uuid, event_id uuid, consent_event_id uuid),
           LATERAL (VALUES (r.event_id, 'operation.submitted'), (r.consent_event_id, 'operation.consent-asked')) AS e(id, topic)
     WHERE e.id IS NOT NULL;
    PERFORM audit_append(p_issuer, p_unit, (
      SELECT jsonb_agg(jsonb_build_object(
               'organisation', r.organisation_id, 'actor', r.actor, 'action', 'operation.submitted', 'subjectKind', 'operation', 'subjectId', r.id,
               'requestId', r.request_id, 'address', r.address,
               -- What the checker reads stands in the chain by its digest, so that nobody can change both afterwards (lib/verification).
               'detail', r.said || jsonb_build_object('type', r.type, 'source', source_of(r.maker_key_id, r.batch_id), 'digest', substr(r.digest, 3), 'approvals', m.approvals, 'issuerApprovals', m.issuers)
                         || CASE WHEN m.policy IS NULL THEN '{}' ELSE jsonb_build_object('policy', m.policy) END) ORDER BY r.n)
        FROM ROWS FROM (jsonb_to_recordset(made) AS (id uuid, organisation_id uuid, type text, maker_key_id uuid, batch_id uuid, digest text, actor text, request_id text,
                                                      address text, said jsonb, entry int)) WITH ORDINALITY
               AS r(id, organisation_id, type, maker_key_id, batch_id, digest, actor, request_id, address, said, entry, n)
        JOIN unnest(m_entry, m_approvals, m_issuers, m_policy) AS m(entry, approvals, issuers, policy) ON m.entry = r.entry));
  END IF;

  RETURN QUERY SELECT u.e, 'limit', u.o, u.s, NULL::int, NULL::int, NULL::int FROM unnest(l_entry, l_outcome, l_subject) AS u(e, o, s)
    UNION ALL SELECT u.e, 'hold', u.o, NULL, NULL, NULL, NULL FROM unnest(h_entry, h_outcome) AS u(e, o)
    UNION ALL SELECT u.e, 'rules', u.o, NULL, NULL, NULL, NULL FROM unnest(r_entry, r_outcome) AS u(e, o)
    UNION ALL SELECT u.e, NULL, NULL, NULL, u.a, u.i, u.p FROM unnest(m_entry, m_approvals, m_issuers, m_policy) AS u(e, a, i, p);
END $$;

-- The items of those entries that nothing has refused, in their order.
CREATE OR REPLACE FUNCTION operations_left(p_items jsonb, p_refused int[]) RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(jsonb_agg(i.v ORDER BY i.n), '[]') FROM jsonb_array_elements(p_items) WITH ORDINALITY AS i(v, n)
   WHERE NOT (i.v->>'entry')::int = ANY (p_refused)
$$;

-- Gives back what entries had taken that were refused later. p_holds: those that were placed; p_lacked: the subjects whose volume some entry lacked;
-- p_short: the entries that lacked money, on the accounts of p_asked; p_refused: those whose volume was taken. Raises PU010 as operations_make().
CREATE OR REPLACE FUNCTION operations_give_back(
  p_issuer uuid, p_unit uuid, p_takes jsonb, p_holds jsonb, p_lacked text[], p_short int[], p_asked jsonb, p_refused int[])
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE volume jsonb; freed jsonb; accounts text[];
BEGIN
  SELECT jsonb_agg(t), array_agg(t->>'subject') INTO volume, accounts FROM jsonb_array_elements(p_takes) t WHERE (t->>'entry')::int = ANY (p_refused);
  IF accounts && p_lacked THEN RAISE EXCEPTION 'spoilt by a neighbour' USING ERRCODE = 'PU010'; END IF;
  SELECT jsonb_agg(jsonb_build_object('kind', 'release', 'hold', h->'hold')), array_agg(h->>'account') INTO freed, accounts
    FROM jsonb_array_elements(p_holds) h WHERE (h->>'entry')::int = ANY (p_refused);
  IF EXISTS (SELECT FROM jsonb_array_elements(p_asked) h WHERE (h->>'entry')::int = ANY (p_short) AND h->>'account' = ANY (accounts)) THEN
    RAISE EXCEPTION 'spoilt by a neighbour' USING ERRCODE = 'PU010';
  END IF;
  IF volume IS NOT NULL THEN PERFORM limits_give_back(p_issuer, p_unit, volume); END IF;
  IF freed IS NOT NULL THEN PERFORM ledger_apply(p_issuer, p_unit, freed); END IF;
END $$;
