-- What people are told of requests that wait. The bell is read from the operations themselves: nothing is written for it when one is made. What is
-- kept is what somebody has seen, when they want an SMS, and of which requests they had one.

-- What holds for whoever has set nothing; lib/kernel/periods.ts says the same.
CREATE OR REPLACE FUNCTION notice_defaults() RETURNS TABLE (sms_after_minutes int, quiet_from int, quiet_to int) LANGUAGE sql IMMUTABLE
AS $$ VALUES (30, 22 * 60, 7 * 60) $$;

-- How long nobody gets a second SMS about what merely waits: what comes meanwhile is told in the next one.
CREATE OR REPLACE FUNCTION notice_gap() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '15 minutes' $$;

-- Whether a unit that wrote before this instant may still be under way: statements end after 8 seconds, locks after 5.
CREATE OR REPLACE FUNCTION notice_settled() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() - interval '2 minutes' $$;

-- Says when somebody wants to be told, in the organisation that their session works for. Returns ok or auth.forbidden. Raises PU001 outside its unit or
-- scope, 23514 on what is no such time.
CREATE OR REPLACE FUNCTION notice_settings_set(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_session uuid, p_proof bytea, p_after int, p_from int, p_to int)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'settings outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM FROM session_roles(p_issuer, p_organisation, p_session, p_person, p_proof);
  IF NOT FOUND THEN RETURN 'auth.forbidden'; END IF;
  INSERT INTO notice_settings AS s (issuer_id, organisation_id, person_id, sms_after_minutes, quiet_from, quiet_to, unit_id)
  VALUES (p_issuer, p_organisation, p_person, p_after, p_from, p_to, p_unit)
  ON CONFLICT (issuer_id, organisation_id, person_id) DO UPDATE
    SET sms_after_minutes = excluded.sms_after_minutes, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, unit_id = excluded.unit_id;
  RETURN 'ok';
END $$;

-- Marks notices as read: of these operations as they are now, and with p_all also what is so old that nobody is still writing it. Returns ok or
-- auth.forbidden. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION notices_mark_read(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_session uuid, p_proof bytea, p_operations uuid[], p_all boolean)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'notices outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM FROM session_roles(p_issuer, p_organisation, p_session, p_person, p_proof);
  IF NOT FOUND THEN RETURN 'auth.forbidden'; END IF;
  IF p_all THEN
    INSERT INTO notice_settings AS s (issuer_id, organisation_id, person_id, sms_after_minutes, quiet_from, quiet_to, read_until, unit_id)
    SELECT p_issuer, p_organisation, p_person, d.sms_after_minutes, d.quiet_from, d.quiet_to, notice_settled(), p_unit FROM notice_defaults() d
    ON CONFLICT (issuer_id, organisation_id, person_id) DO UPDATE SET read_until = excluded.read_until, unit_id = excluded.unit_id;
    DELETE FROM notice_reads r
     WHERE r.issuer_id = p_issuer AND r.organisation_id = p_organisation AND r.person_id = p_person AND r.at <= notice_settled();
  END IF;
  INSERT INTO notice_reads AS r (issuer_id, organisation_id, person_id, operation_id, at, unit_id)
  SELECT p_issuer, p_organisation, p_person, o.id,
         greatest(o.updated_at, (SELECT b.since FROM operation_blocks b WHERE b.issuer_id = p_issuer AND b.operation_id = o.id)), p_unit
    FROM (SELECT DISTINCT u FROM unnest(p_operations) u ORDER BY u) ask, LATERAL (
      SELECT x.id, x.updated_at, x.organisation_id FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1) o
   WHERE in_scope(o.organisation_id)
  ON CONFLICT (issuer_id, organisation_id, person_id, operation_id) DO UPDATE SET at = excluded.at, unit_id = excluded.unit_id;
  RETURN 'ok';
END $$;

-- After how long an organisation's requests are told to all its checkers and admins; its own admin says it, at once. Returns ok or auth.forbidden.
-- Raises PU001 outside its unit or the organisation's scope, 23514 on what is no such time.
CREATE OR REPLACE FUNCTION organisation_set_escalation(
  p_issuer uuid, p_unit uuid, p_id uuid, p_person uuid, p_session uuid, p_proof bytea, p_minutes int)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_id) THEN RAISE EXCEPTION 'an organisation outside the scope' USING ERRCODE = 'PU001'; END IF;
  IF NOT session_may(p_issuer, p_id, p_session, p_person, p_proof, ARRAY['admin']) THEN RETURN 'auth.forbidden'; END IF;
  IF p_id = p_issuer THEN
    UPDATE issuers i SET escalate_after_minutes = p_minutes WHERE i.id = p_issuer;
  ELSE
    UPDATE distributors d SET escalate_after_minutes = p_minutes, unit_id = p_unit WHERE d.issuer_id = p_issuer AND d.id = p_id;
  END IF;
  RETURN 'ok';
END $$;

-- Whether a minute of the local day is within quiet hours, which may go over midnight.
CREATE OR REPLACE FUNCTION is_quiet(p_minute int, p_from int, p_to int) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(CASE WHEN p_from < p_to THEN p_minute >= p_from AND p_minute < p_to ELSE p_minute >= p_from OR p_minute < p_to END, false)
$$;

-- Of all requests that have waited for longer than some time: who is to be told at which desk, since when it waits, and whether they could decide on it.
-- Who could not is a checker or an admin of that desk, for whom it counts once it is escalated.
DROP FUNCTION IF EXISTS waiting_requests(uuid, interval);
CREATE OR REPLACE FUNCTION waiting_requests(p_issuer uuid, p_longer interval)
RETURNS TABLE (operation_id uuid, batch_id uuid, owner_id uuid, desk_id uuid, person_id uuid, since timestamptz, may_decide boolean)
LANGUAGE sql STABLE
AS $$
  WITH held AS MATERIALIZED (SELECT DISTINCT p.one, p.other FROM live_pairs() p),
       stuck AS MATERIALIZED (SELECT m.organisation_id, m.person_id FROM stuck_makers(p_issuer) m),
       about AS MATERIALIZED (SELECT m.organisation_id, m.person_id, m.subject_id FROM stuck_subjects(p_issuer) m),
       waiting AS MATERIALIZED (
         SELECT o.id, o.batch_id, o.organisation_id, o.maker_id, o.revision, o.updated_at, o.approvals_given, o.decider_roles,
                CASE WHEN o.counterparty_kind = 'person' THEN o.counterparty_id END AS subject_id,
                o.approvals_given >= o.approvals_needed - o.issuer_approvals AS issuers_turn
           FROM operations o JOIN operation_rules() rule ON rule.type = o.type
          WHERE o.issuer_id = p_issuer AND o.status = 'pending' AND o.consent IS DISTINCT FROM 'awaited' AND o.expires_at > now() AND o.updated_at <= now() - p_longer
            AND (rule.while_suspended OR o.organisation_id = p_issuer
                 OR EXISTS (SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = o.organisation_id AND d.status = 'active'))),
       -- Who decides in whose place now, with which of the roles.
       standing AS MATERIALIZED (
         SELECT DISTINCT g.organisation_id, g.delegate_id, f.person_id AS delegator_id, f.roles FROM delegations g, LATERAL standing_for(p_issuer, g.organisation_id, g.delegate_id) f
          WHERE g.issuer_id = p_issuer AND g.ended_at IS NULL AND g.starts_at <= now() AND g.ends_at > now()),
       at_desk AS MATERIALIZED (
         SELECT w.*, CASE WHEN w.issuers_turn THEN p_issuer ELSE w.organisation_id END AS desk_id FROM waiting w
         UNION ALL
         SELECT w.*, p_issuer FROM waiting w
          WHERE NOT w.issuers_turn AND w.organisation_id <> p_issuer
            AND (EXISTS (SELECT FROM stuck s WHERE s.organisation_id = w.organisation_id AND s.person_id = w.maker_id)
                 OR EXISTS (SELECT FROM about s WHERE s.organisation_id = w.organisation_id AND s.person_id = w.maker_id AND s.subject_id = w.subject_id)))
  SELECT w.id, w.batch_id, w.organisation_id, w.desk_id, m.person_id, w.updated_at,
         (m.roles && n.roles OR EXISTS (
            SELECT FROM standing s WHERE s.organisation_id = w.desk_id AND s.delegate_id = m.person_id AND s.roles && n.roles
               AND s.delegator_id <> w.maker_id AND s.delegator_id IS DISTINCT FROM w.subject_id))
         AND m.person_id IS DISTINCT FROM w.subject_id
         AND NOT EXISTS (SELECT FROM held h WHERE h.one = m.person_id AND h.other = w.maker_id)
         AND (w.approvals_given = 0 OR NOT EXISTS (
               SELECT FROM (SELECT d.person_id FROM operation_decisions d
                             WHERE d.issuer_id = p_issuer AND d.operation_id = w.id AND d.revision = w.revision
                             GROUP BY 1 HAVING sum(approval_worth(d.decision)) > 0) d
                WHERE d.person_id = m.person_id OR EXISTS (SELECT FROM held h WHERE h.one = m.person_id AND h.other = d.person_id)))
    FROM at_desk w
    CROSS JOIN LATERAL (SELECT CASE WHEN w.desk_id = w.organisation_id THEN w.decider_roles ELSE ARRAY['checker'] END AS roles) n
    JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = w.desk_id AND m.status = 'active'
                      AND (m.roles && ARRAY['checker', 'admin'] OR m.person_id IN (SELECT s.delegate_id FROM standing s WHERE s.organisation_id = w.desk_id))
   WHERE m.person_id <> w.maker_id
     -- Somebody else is told in the place of whoever is away.
     AND NOT EXISTS (SELECT FROM standing s WHERE s.organisation_id = w.desk_id AND s.delegator_id = m.person_id)
$$;

-- Takes whom an SMS is to tell of what waits now, at most so many people, and remembers of which requests: each person of each request once that it
-- waits for them and once that it has waited too long. Nobody in their quiet hours; of two workers one. escalated: the requests that this person is
-- told of as waiting too long, [{operation, organisation}]; a file is one request there. Raises PU001 outside its unit or the worker's scope.
CREATE OR REPLACE FUNCTION notices_take(p_issuer uuid, p_unit uuid, p_at_most int)
RETURNS TABLE (organisation_id uuid, person_id uuid, waiting int, oldest timestamptz, escalated jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'notices are the worker''s' USING ERRCODE = 'PU001'; END IF;
  -- Nearly always nothing waits for so long.
  PERFORM FROM operations o WHERE o.issuer_id = p_issuer AND o.status = 'pending' AND o.updated_at <= now() - interval '5 minutes' LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY
  WITH people AS MATERIALIZED (
         SELECT m.organisation_id, m.person_id,
                CASE WHEN s.person_id IS NULL THEN d.sms_after_minutes ELSE s.sms_after_minutes END AS after,
                is_quiet(extract(hour FROM l.local)::int * 60 + extract(minute FROM l.local)::int,
                         CASE WHEN s.person_id IS NULL THEN d.quiet_from ELSE s.quiet_from END,
                         CASE WHEN s.person_id IS NULL THEN d.quiet_to ELSE s.quiet_to END) AS quiet
           FROM memberships m CROSS JOIN notice_defaults() d
           LEFT JOIN notice_settings s ON s.issuer_id = p_issuer AND s.organisation_id = m.organisation_id AND s.person_id = m.person_id
           LEFT JOIN distributors x ON x.issuer_id = p_issuer AND x.id = m.organisation_id
           JOIN issuers i ON i.id = p_issuer
           CROSS JOIN LATERAL (SELECT now() AT TIME ZONE coalesce(x.time_zone, i.time_zone) AS local) l
          WHERE m.issuer_id = p_issuer AND m.status = 'active'),
       due AS MATERIALIZED (
         SELECT w.desk_id, w.person_id, w.operation_id, w.batch_id, w.owner_id, w.since, k.kind
           FROM waiting_requests(p_issuer, interval '5 minutes') w
           JOIN people p ON p.organisation_id = w.desk_id AND p.person_id = w.person_id AND NOT p.quiet
           LEFT JOIN distributors x ON x.issuer_id = p_issuer AND x.id = w.owner_id
           JOIN issuers i ON i.id = p_issuer
           CROSS JOIN LATERAL (
             SELECT 'waiting' AS kind WHERE w.may_decide AND w.since <= now() - p.after * interval '1 minute'
             UNION ALL
             SELECT 'escalated' WHERE w.since <= now() - coalesce(x.escalate_after_minutes, i.escalate_after_minutes) * interval '1 minute') k),
       fresh AS MATERIALIZED (
         SELECT DISTINCT ON (d.desk_id, d.person_id, d.kind, coalesce(d.batch_id, d.operation_id)) d.* FROM due d
          WHERE NOT EXISTS (SELECT FROM notice_sms t WHERE t.issuer_id = p_issuer AND t.organisation_id = d.desk_id AND t.person_id = d.person_id
                               AND t.operation_id = d.operation_id AND t.kind = d.kind)
            AND (d.batch_id IS NULL OR NOT EXISTS (
                  SELECT FROM notice_sms t WHERE t.issuer_id = p_issuer AND t.organisation_id = d.desk_id AND t.person_id = d.person_id
                     AND t.batch_id = d.batch_id AND t.kind = d.kind))
          ORDER BY d.desk_id, d.person_id, d.kind, coalesce(d.batch_id, d.operation_id), d.since, d.operation_id),
       whom AS MATERIALIZED (
         SELECT f.desk_id, f.person_id FROM fresh f GROUP BY 1, 2
         HAVING bool_or(f.kind = 'escalated')
             OR NOT EXISTS (SELECT FROM notice_sms t WHERE t.issuer_id = p_issuer AND t.organisation_id = f.desk_id AND t.person_id = f.person_id
                               AND t.at > now() - notice_gap())
          ORDER BY min(f.since) LIMIT p_at_most),
       told AS (
         INSERT INTO notice_sms (issuer_id, organisation_id, person_id, operation_id, batch_id, kind, unit_id)
         SELECT p_issuer, f.desk_id, f.person_id, f.operation_id, f.batch_id, f.kind, p_unit FROM fresh f JOIN whom w USING (desk_id, person_id)
          ORDER BY f.desk_id, f.person_id, f.operation_id, f.kind
         ON CONFLICT DO NOTHING
         RETURNING notice_sms.organisation_id AS desk_id, notice_sms.person_id, notice_sms.operation_id, notice_sms.kind)
  SELECT t.desk_id, t.person_id, d.waiting, d.oldest, coalesce(t.escalated, '[]'::jsonb)
    FROM (SELECT t.desk_id, t.person_id,
                 jsonb_agg(jsonb_build_object('operation', t.operation_id, 'organisation', f.owner_id)) FILTER (WHERE t.kind = 'escalated') AS escalated
            FROM told t JOIN fresh f USING (desk_id, person_id, operation_id, kind) GROUP BY 1, 2) t
    CROSS JOIN LATERAL (SELECT count(DISTINCT d.operation_id)::int AS waiting, min(d.since) AS oldest FROM due d
                         WHERE d.desk_id = t.desk_id AND d.person_id = t.person_id) d;
END $$;

-- Forgets what nobody will ask again: SMS about requests that have ended, and what was seen more than a month ago. Raises PU001 outside its unit or the
-- worker's scope.
CREATE OR REPLACE FUNCTION notices_prune(p_issuer uuid, p_unit uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'notices are the worker''s' USING ERRCODE = 'PU001'; END IF;
  DELETE FROM notice_sms t
   WHERE t.issuer_id = p_issuer AND t.at < now() - notice_gap()
     AND NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = t.operation_id AND o.status = 'pending')
     AND (t.batch_id IS NULL
          OR NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.batch_id = t.batch_id AND o.status = 'pending'));
  DELETE FROM notice_reads r
   WHERE r.issuer_id = p_issuer AND r.at < now() - interval '30 days'
     AND NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = r.operation_id AND o.status = 'pending');
END $$;
