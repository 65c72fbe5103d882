-- Keys: each was approved, or set up with its distributor; it may do no more than the audit says that it was given; what was revoked is; and each of its
-- secrets was made by an act on record.

-- Whether the audit allows a key what it may do: the last that was said of its mandate, and the last that was said of its end. An entry may say
-- anything; what cannot be read allows nothing.
CREATE OR REPLACE FUNCTION key_is_recorded(k api_keys) RETURNS boolean LANGUAGE plpgsql STABLE
AS $$
DECLARE r record; newest jsonb; held jsonb; ends timestamptz;
BEGIN
  FOR r IN SELECT a.at, CASE a.action WHEN 'api-key.created' THEN a.detail ELSE a.detail->'after' END AS said FROM audit_entries a
            WHERE a.issuer_id = k.issuer_id AND a.subject_id = k.id AND a.organisation_id = k.distributor_id
              AND a.action IN ('api-key.created', 'api-key.widened', 'api-key.narrowed') ORDER BY a.seq DESC LOOP
    newest := coalesce(newest, r.said);
    -- One that leaves the end as it is says nothing of it.
    ends := coalesce((r.said->>'expiresAt')::timestamptz, r.at + (r.said->>'expiresInDays')::int * interval '1 day');
    EXIT WHEN ends IS NOT NULL;
  END LOOP;
  held := mandate_of(k) - 'expiresAt';
  IF (k.expires_at < ends + interval '1 millisecond') IS NOT TRUE THEN RETURN false; END IF;
  -- Nearly always it is what was said to the letter; what is not may be less.
  IF newest || held = newest THEN RETURN true; END IF;
  RETURN coalesce(mandate_within(mandate_of(k), newest || jsonb_build_object('expiresAt', instant_text(ends))), false);
EXCEPTION WHEN OTHERS THEN RETURN false;
END $$;

CREATE OR REPLACE FUNCTION verify_keys(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT 'key-unapproved', k.id::text, 'nobody asked for it', k.distributor_id, NULL::bigint
    FROM api_keys k
   WHERE k.issuer_id = p_issuer AND CASE
     WHEN k.operation_id IS NULL THEN NOT EXISTS (
       SELECT FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.subject_id = k.id AND a.action = 'api-key.created' AND starts_with(a.actor, 'system:'))
     ELSE NOT EXISTS (
       SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = k.operation_id AND o.status = 'completed' AND o.type = 'api-key-create'
          AND o.organisation_id = k.distributor_id AND o.maker_id = k.made_by AND o.payload->>'keyId' = k.id::text) END
  UNION ALL
  SELECT 'key-unrecorded', k.id::text, 'it may do more than the audit says that it was given', k.distributor_id, NULL
    FROM api_keys k WHERE k.issuer_id = p_issuer AND NOT key_is_recorded(k)
  UNION ALL
  SELECT 'key-revived', k.id::text, format('revoked at sequence %s, and live', a.seq), k.distributor_id, a.seq
    FROM api_keys k
    JOIN audit_entries a ON a.issuer_id = p_issuer AND a.subject_id = k.id AND a.action = 'api-key.revoked'
   WHERE k.issuer_id = p_issuer AND k.revoked_at IS NULL
  UNION ALL
  SELECT 'secret-unrecorded', s.key_id::text, format('the audit knows of nobody who had secret %s made', s.id), s.distributor_id, NULL
    FROM api_key_secrets s
   WHERE s.issuer_id = p_issuer AND NOT EXISTS (
     SELECT FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.subject_id = s.key_id AND a.detail->>'secret' = s.id::text
        AND (a.action = 'api-key.created' OR (a.action IN ('api-key.revealed', 'api-key.rotated') AND a.actor = 'person:' || s.seen_by)));
END $$;
