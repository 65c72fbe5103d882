-- What admins are told of blocked requests (075_blocked.sql). Kept is since when the worker has found each of them blocked, for the bell, and who had an SMS
-- of it; whether one still is, is asked anew wherever it is shown.

-- Whether somebody has quiet hours now, by the clock of the organisation that they work for.
CREATE OR REPLACE FUNCTION has_quiet(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT is_quiet(extract(hour FROM l.local)::int * 60 + extract(minute FROM l.local)::int,
                  CASE WHEN s.person_id IS NULL THEN d.quiet_from ELSE s.quiet_from END,
                  CASE WHEN s.person_id IS NULL THEN d.quiet_to ELSE s.quiet_to END)
    FROM notice_defaults() d JOIN issuers i ON i.id = p_issuer
    LEFT JOIN distributors x ON x.issuer_id = p_issuer AND x.id = p_organisation
    LEFT JOIN notice_settings s ON s.issuer_id = p_issuer AND s.organisation_id = p_organisation AND s.person_id = p_person
    CROSS JOIN LATERAL (SELECT now() AT TIME ZONE coalesce(x.time_zone, i.time_zone) AS local) l
$$;

-- Notes which requests have become blocked and forgets which are no more, and takes whom an SMS is to tell, at most so many people: the admins of their
-- organisation, and the issuer's where it wants for the issuer's people; each person of each request once, nobody in their quiet hours, of two workers one.
-- blocked: how many there are for that person now. Raises PU001 outside its unit or the worker's scope.
CREATE OR REPLACE FUNCTION blocked_take(p_issuer uuid, p_unit uuid, p_at_most int)
RETURNS TABLE (organisation_id uuid, person_id uuid, blocked int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE ids uuid[]; reasons text[];
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'notices are the worker''s' USING ERRCODE = 'PU001'; END IF;
  SELECT array_agg(b.operation_id), array_agg(b.reason) INTO ids, reasons
    FROM blocked_operations(p_issuer, ARRAY(SELECT o.id FROM operations o WHERE o.issuer_id = p_issuer AND o.status = 'pending'), NULL, NULL, NULL) b;
  DELETE FROM operation_blocks b WHERE b.issuer_id = p_issuer AND NOT EXISTS (SELECT FROM unnest(ids) u WHERE u = b.operation_id);
  INSERT INTO operation_blocks (issuer_id, operation_id, organisation_id, of_issuer, unit_id)
  SELECT p_issuer, o.id, o.organisation_id, f.reason = 'issuers', p_unit
    FROM unnest(ids, reasons) AS f(id, reason) JOIN operations o ON o.issuer_id = p_issuer AND o.id = f.id ORDER BY o.id
  ON CONFLICT ON CONSTRAINT operation_blocks_pk DO UPDATE SET of_issuer = excluded.of_issuer, unit_id = excluded.unit_id
   WHERE operation_blocks.of_issuer <> excluded.of_issuer;
  RETURN QUERY
  WITH theirs AS MATERIALIZED (
         SELECT m.organisation_id AS desk_id, m.person_id, b.operation_id
           FROM operation_blocks b
           JOIN memberships m ON m.issuer_id = p_issuer AND m.status = 'active' AND 'admin' = ANY (m.roles)
                             AND (m.organisation_id = b.organisation_id OR (b.of_issuer AND m.organisation_id = p_issuer))
          WHERE b.issuer_id = p_issuer),
       fresh AS MATERIALIZED (
         SELECT t.* FROM theirs t
          WHERE NOT EXISTS (SELECT FROM notice_sms s WHERE s.issuer_id = p_issuer AND s.organisation_id = t.desk_id AND s.person_id = t.person_id
                               AND s.operation_id = t.operation_id AND s.kind = 'blocked')),
       whom AS MATERIALIZED (
         SELECT f.desk_id, f.person_id FROM (SELECT DISTINCT f.desk_id, f.person_id FROM fresh f) f
          WHERE NOT has_quiet(p_issuer, f.desk_id, f.person_id) ORDER BY 1, 2 LIMIT p_at_most),
       told AS (
         INSERT INTO notice_sms (issuer_id, organisation_id, person_id, operation_id, kind, unit_id)
         SELECT p_issuer, f.desk_id, f.person_id, f.operation_id, 'blocked', p_unit FROM fresh f JOIN whom w USING (desk_id, person_id)
          ORDER BY f.desk_id, f.person_id, f.operation_id
         ON CONFLICT DO NOTHING
         RETURNING notice_sms.organisation_id AS desk_id, notice_sms.person_id)
  SELECT t.desk_id, t.person_id, count(*)::int FROM theirs t WHERE (t.desk_id, t.person_id) IN (SELECT w.desk_id, w.person_id FROM told w) GROUP BY 1, 2;
END $$;
