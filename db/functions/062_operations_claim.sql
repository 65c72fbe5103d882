-- Nothing has been released yet: the signatures that are dropped stand only in databases that an earlier checkout made.
DROP FUNCTION IF EXISTS operations_claim(uuid, uuid, uuid, uuid, uuid, text[], jsonb);
DROP FUNCTION IF EXISTS operations_claim(uuid, uuid, uuid, text[], jsonb), operations_claim(uuid, uuid, uuid, text[], text[], jsonb);
DROP FUNCTION IF EXISTS operations_claim(uuid, uuid, uuid, jsonb);
DROP FUNCTION IF EXISTS operations_claim_end(uuid, uuid, uuid, uuid, uuid[]), operations_claim_end(uuid, uuid, uuid, uuid, uuid, uuid[]);

-- Whether this is the turn of a decider's desk: the operation's own people come first, the issuer's last. The issuer's also stand in for a
-- distributor that has no two deciders, or none who may decide what this maker asks for about this person.
-- Outcomes: ok | not-found (nothing of theirs) | other-desk (it waits for the issuer's).
CREATE OR REPLACE FUNCTION desk_turn(
  p_issuer uuid, p_desk uuid, p_organisation uuid, p_maker uuid, p_subject uuid, p_own_needed int, p_given int)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
  IF p_given >= p_own_needed THEN
    -- All of its own are given: what is missing is the issuer's.
    RETURN CASE WHEN p_desk = p_issuer THEN 'ok' ELSE 'other-desk' END;
  END IF;
  IF p_desk = p_organisation THEN RETURN 'ok'; END IF;
  RETURN CASE WHEN deciders(p_issuer, p_organisation) < 2 OR eligible_deciders(p_issuer, p_organisation, p_maker, p_subject) = 0
              THEN 'ok' ELSE 'not-found' END;
END $$;

-- What speaks against a decision on an operation that others have approved before: an approver and the decider are no two pairs of eyes, and against
-- an approval also that the maker may not ask for it any more, or an approver not decide. Null where nothing does. p_here: who approved it in
-- this very call, and so may.
CREATE OR REPLACE FUNCTION earlier_hands(p_issuer uuid, p_operation uuid, p_person uuid, p_decision text, p_here uuid[])
RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE o operations; rule record;
BEGIN
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation;
  SELECT * INTO rule FROM operation_rules() r WHERE r.type = o.type;
  IF EXISTS (SELECT FROM (SELECT d.person_id AS id FROM operation_decisions d
                           WHERE d.issuer_id = p_issuer AND d.operation_id = o.id AND d.revision = o.revision
                           GROUP BY 1 HAVING sum(approval_worth(d.decision)) > 0
                          -- In whose place they did counts as much.
                          UNION ALL SELECT d.for_person_id FROM operation_decisions d
                                     WHERE d.issuer_id = p_issuer AND d.operation_id = o.id AND d.revision = o.revision AND d.for_person_id IS NOT NULL
                                       AND decided_for(p_issuer, o.id, o.revision, d.for_person_id)
                          UNION ALL SELECT h FROM unnest(p_here) h) approver WHERE controlled_pair(approver.id, p_person)) THEN
    RETURN 'controlled-approver';
  END IF;
  IF p_decision <> 'approve' THEN RETURN NULL; END IF;
  IF (CASE WHEN o.maker_key_id IS NOT NULL THEN NOT key_may(p_issuer, o.organisation_id, o.maker_key_id, o.maker_id)
           ELSE NOT EXISTS (SELECT FROM memberships m
                             WHERE m.issuer_id = p_issuer AND m.person_id = o.maker_id AND m.status = 'active' AND m.roles && rule.maker_roles
                               AND m.organisation_id = CASE rule.made_at WHEN 'issuer' THEN p_issuer ELSE o.organisation_id END) END) THEN
    RETURN 'maker-left';
  END IF;
  IF EXISTS (SELECT FROM (SELECT x.person_id, x.desk_id FROM operation_decisions x
                           WHERE x.issuer_id = p_issuer AND x.operation_id = o.id AND x.revision = o.revision
                           GROUP BY 1, 2 HAVING sum(approval_worth(x.decision)) > 0) d
              WHERE NOT EXISTS (SELECT FROM memberships m
                                 WHERE m.issuer_id = p_issuer AND m.organisation_id = d.desk_id AND m.person_id = d.person_id AND m.status = 'active'
                                   AND (m.roles && CASE WHEN d.desk_id = o.organisation_id THEN o.decider_roles ELSE ARRAY['checker'] END
                                        OR approved_in_place(p_issuer, o.id, o.revision, d.person_id, d.desk_id,
                                             CASE WHEN d.desk_id = o.organisation_id THEN o.decider_roles ELSE ARRAY['checker'] END)))) THEN
    RETURN 'approver-left';
  END IF;
  RETURN NULL;
END $$;

-- Decisions on many operations, of one person or of several who meet here: locks each operation in id order, checks that the decision may be
-- made, and records it. Of several decisions on one operation the first in the order given wins.
-- p_desk is the organisation that the deciders' sessions work for. p_items: [{operation, revision, digest (hex), decision, comment?, person,
-- session, proof (hex)}]. Who may decide stands in the operation's row since it was submitted; who stands in for a distributor is a checker.
-- Outcomes: claimed (all approvals are there, or it is a reject: the unit must finish it) | recorded (more approvals are needed)
--   | not-found | forbidden | own | about-yourself | controlled | revision | not-pending | expired | already-voted | other-desk | suspended
--   | consent-awaited | controlled-approver | maker-left | approver-left (earlier_hands) | step-up (an approval that needs a fresh code, and
--   nobody has shown one for it).
-- nth: which act of this person on this revision it is. in_place_of: whose right it was, where it was not their own (061_delegations.sql).
-- Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION operations_claim(p_issuer uuid, p_unit uuid, p_desk uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, organisation uuid, nth int, in_place_of uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  r record; turn text;
  -- the operations, locked in id order: where they stand, what they say, and whether this call has given a vote or ended them
  o_id uuid[]; o_place tid[]; o_type text[]; o_status text[]; o_revision int[]; o_digest bytea[]; o_maker uuid[]; o_expires timestamptz[];
  o_given int[]; o_needed int[]; o_issuers int[]; o_organisation uuid[]; o_subject uuid[]; o_voted boolean[]; o_claimed boolean[]; o_roles jsonb[]; o_step_up boolean[];
  -- the decisions to record: the number of the item and of its operation
  d_item int[]; d_operation int[]; d_nth int[]; d_for uuid[]; place_of uuid; votes text[]; vote text; recorded boolean; o int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'decision outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT array_agg(x.id), array_agg(x.ctid), array_agg(x.type), array_agg(CASE WHEN x.status = 'pending' AND x.consent = 'awaited' THEN 'asking' ELSE x.status END), array_agg(x.revision), array_agg(x.digest), array_agg(x.maker_id),
         array_agg(x.expires_at), array_agg(x.approvals_given), array_agg(x.approvals_needed), array_agg(x.issuer_approvals),
         array_agg(x.organisation_id), array_agg(CASE WHEN x.counterparty_kind = 'person' THEN x.counterparty_id END), array_agg(false), array_agg(false),
         array_agg(to_jsonb(x.decider_roles)), array_agg(x.step_up)
    INTO o_id, o_place, o_type, o_status, o_revision, o_digest, o_maker, o_expires, o_given, o_needed, o_issuers, o_organisation,
         o_subject, o_voted, o_claimed, o_roles, o_step_up
    FROM (SELECT DISTINCT (v->>'operation')::uuid AS id FROM jsonb_array_elements(p_items) v ORDER BY 1) ask, LATERAL (
      SELECT y.ctid, y.* FROM operations y WHERE y.issuer_id = p_issuer AND y.id = ask.id AND p_desk IN (y.organisation_id, p_issuer)
       LIMIT 1 FOR UPDATE) x;
  -- After the wait: a session may have been revoked, a role taken, a distributor suspended, while its request stood behind the lock. Each decider,
  -- organisation and pair is asked once, all in this one statement.
  FOR r IN WITH items AS MATERIALIZED (
             SELECT i.*, array_position(o_id, i.operation) AS o
               FROM ROWS FROM (jsonb_to_recordset(p_items) AS (operation uuid, revision int, digest text, decision text, person uuid,
                                                               session uuid, proof text)) WITH ORDINALITY
                      AS i(operation, revision, digest, decision, person, session, proof, n)),
           deciders AS MATERIALIZED (
             SELECT d.person, d.session, d.proof, s.roles
               FROM (SELECT DISTINCT i.person, i.session, i.proof FROM items i) d,
                    LATERAL session_roles(p_issuer, p_desk, d.session, d.person, decode(d.proof, 'hex')) s),
           organisations AS MATERIALIZED (
             SELECT g.id, g.id = p_issuer OR (SELECT true FROM distributors d
                                               WHERE d.issuer_id = p_issuer AND d.id = g.id AND d.status = 'active' LIMIT 1) AS active
               FROM (SELECT DISTINCT o_organisation[i.o] AS id FROM items i WHERE i.o IS NOT NULL) g),
           -- Nearly always neither was in anybody's hands lately.
           pairs AS MATERIALIZED (
             SELECT p.person, p.maker, coalesce((SELECT controlled_pair(p.person, p.maker) FROM person_controls c
                                                  WHERE c.person_id IN (p.person, p.maker) LIMIT 1), false) AS controlled
               FROM (SELECT DISTINCT i.person, o_maker[i.o] AS maker FROM items i WHERE i.o IS NOT NULL) p)
           SELECT i.*, CASE WHEN o_organisation[i.o] = p_desk THEN o_roles[i.o] ?| d.roles ELSE 'checker' = ANY (d.roles) END AS may, d.roles IS NOT NULL AS here,
                  g.active, p.controlled, rule.while_suspended, rule.type IS NOT NULL AS known, decode(i.digest, 'hex') AS seen,
                  coalesce((SELECT x.nth FROM operation_decisions x WHERE x.issuer_id = p_issuer AND x.operation_id = i.operation
                      AND x.revision = i.revision AND x.person_id = i.person ORDER BY x.nth DESC LIMIT 1), 0) AS acts,
                  CASE WHEN i.decision = 'approve' AND o_step_up[i.o] THEN NOT has_stepped_up(p_issuer, i.person, i.session, i.operation) END AS needs_code
             FROM items i
             LEFT JOIN operation_rules() rule ON rule.type = o_type[i.o]
             LEFT JOIN deciders d ON d.person = i.person AND d.session = i.session AND d.proof = i.proof
             LEFT JOIN organisations g ON g.id = o_organisation[i.o]
             LEFT JOIN pairs p ON p.person = i.person AND p.maker = o_maker[i.o] ORDER BY i.n LOOP
    idx := r.n - 1; o := r.o; nth := r.acts + 1;
    vote := r.operation::text || r.person::text;
    organisation := o_organisation[o];
    IF o IS NULL THEN turn := 'not-found';
    ELSIF p_desk = o_organisation[o] AND o_given[o] < o_needed[o] - o_issuers[o] THEN turn := 'ok';
    ELSE turn := desk_turn(p_issuer, p_desk, o_organisation[o], o_maker[o], o_subject[o], o_needed[o] - o_issuers[o], o_given[o]);
    END IF;
    -- Who has no right of their own may have it in the place of somebody who is away.
    place_of := NULL;
    IF o IS NOT NULL AND r.here AND r.may IS NOT TRUE THEN
      place_of := stands_in_for(p_issuer, p_desk, r.person, r.operation, o_revision[o], o_maker[o], o_subject[o],
        CASE WHEN o_organisation[o] = p_desk THEN ARRAY(SELECT jsonb_array_elements_text(o_roles[o])) ELSE ARRAY['checker'] END);
    END IF;
    IF turn = 'not-found' THEN outcome := 'not-found';
    -- What the issuer's own people ask for about a suspended distributor goes on: it is how its float is taken back.
    ELSIF r.active IS NOT TRUE AND (p_desk = p_issuer AND r.while_suspended) IS NOT TRUE THEN outcome := 'suspended';
    ELSIF NOT r.known OR (r.may IS NOT TRUE AND place_of IS NULL) THEN outcome := 'forbidden';
    ELSIF o_maker[o] = r.person THEN outcome := 'own';
    ELSIF o_subject[o] = r.person THEN outcome := 'about-yourself';
    ELSIF o_status[o] = 'asking' THEN outcome := 'consent-awaited';
    ELSIF o_status[o] <> 'pending' OR o_claimed[o] THEN outcome := 'not-pending';
    ELSIF o_revision[o] IS DISTINCT FROM r.revision OR o_digest[o] IS DISTINCT FROM r.seen THEN outcome := 'revision';
    ELSIF o_expires[o] <= clock_timestamp() THEN outcome := 'expired';
    -- After an odd number of acts the last one stands.
    ELSIF r.acts % 2 = 1 OR (o_voted[o] AND (vote = ANY (votes) OR r.operation::text || place_of::text = ANY (votes))) THEN outcome := 'already-voted';
    -- Of the two one has voted: the other one has no vote beside it.
    ELSIF o_given[o] > 0 AND decided_for(p_issuer, r.operation, o_revision[o], r.person) THEN outcome := 'already-voted';
    ELSIF turn = 'other-desk' THEN outcome := 'other-desk';
    ELSIF r.controlled IS NOT FALSE THEN outcome := 'controlled';
    ELSE
      outcome := NULL;
      IF o_given[o] > 0 THEN
        outcome := earlier_hands(p_issuer, r.operation, r.person, r.decision, ARRAY(
          SELECT (p_items->(x.n - 1)->>'person')::uuid FROM unnest(d_item, d_operation) AS x(n, op) WHERE x.op = o));
      END IF;
      -- Asked last, so that nobody shows a code in vain.
      IF outcome IS NULL AND r.needs_code THEN outcome := 'step-up'; END IF;
      IF outcome IS NULL THEN
        d_item := d_item || r.n::int; d_operation := d_operation || o; d_nth := d_nth || nth; d_for := d_for || place_of; votes := votes || vote || (r.operation::text || place_of::text); o_voted[o] := true;
        IF r.decision = 'approve' THEN o_given[o] := o_given[o] + 1; END IF;
        o_claimed[o] := r.decision = 'reject' OR o_given[o] >= o_needed[o];
        IF o_claimed[o] THEN outcome := 'claimed'; ELSE outcome := 'recorded'; recorded := true; END IF;
      END IF;
    END IF;
    in_place_of := place_of;
    RETURN NEXT;
  END LOOP;
  IF d_item IS NULL THEN RETURN; END IF;
  INSERT INTO operation_decisions (issuer_id, operation_id, revision, person_id, for_person_id, nth, after, organisation_id, desk_id, maker_id, decision, comment,
                                   session_id, unit_id)
  SELECT p_issuer, o_id[d.o], o_revision[d.o], (i.v->>'person')::uuid, d.stands_for, d.nth, nullif(d.nth, 1) - 1, o_organisation[d.o], p_desk, o_maker[d.o], i.v->>'decision',
         i.v->>'comment', (i.v->>'session')::uuid, p_unit
    FROM (SELECT x.o, x.nth, x.stands_for, p_items->(x.n - 1) AS v FROM unnest(d_item, d_operation, d_nth, d_for) AS x(n, o, nth, stands_for)) AS d(o, nth, stands_for, v), LATERAL (SELECT d.v) AS i(v);
  -- What is claimed is written once, with its end (operations_finish).
  IF recorded THEN o := operations_count_approvals(p_issuer, p_unit, o_place, o_given, o_voted, o_claimed); END IF;
END $$;

-- Locks pending operations that end without a decision, and tells which still may: the maker's recall, or expiry by the clock.
-- p_maker is null for the clock; then only what has expired is claimed, and an operation somebody else holds is left for the next round.
-- p_desk is the organisation that the maker's session works for: the operation's own or the issuer.
CREATE OR REPLACE FUNCTION operations_claim_end(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_maker uuid, p_session uuid, p_proof bytea, p_ids uuid[])
RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF p_maker IS NULL THEN
    RETURN QUERY SELECT o.id FROM (SELECT DISTINCT u FROM unnest(p_ids) u ORDER BY u) ask, LATERAL (
        SELECT x.* FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1 FOR UPDATE SKIP LOCKED) o
      WHERE o.status = 'pending' AND o.expires_at <= clock_timestamp() AND in_scope(o.organisation_id);
  ELSE
    PERFORM FROM (SELECT DISTINCT u FROM unnest(p_ids) u ORDER BY u) ask, LATERAL (
      SELECT x.id FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1 FOR UPDATE) o;
    RETURN QUERY SELECT o.id FROM (SELECT DISTINCT u FROM unnest(p_ids) u ORDER BY u) ask, LATERAL (
        SELECT x.* FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1) o
      WHERE o.status = 'pending' AND o.maker_id = p_maker AND in_scope(o.organisation_id) AND p_desk IN (o.organisation_id, p_issuer)
        -- The roles of the permission operations.recall (lib/runtime/permissions.ts).
        AND session_may(p_issuer, p_desk, p_session, p_maker, p_proof, ARRAY['admin', 'maker']);
  END IF;
END $$;

-- Ends operations locked by this unit. p_items: [{operation, status, transfer?, sequence?, hash? (hex), failure?}].
-- The guard on the table refuses an end that its decisions and its transfer do not justify.
CREATE OR REPLACE FUNCTION operations_finish(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE places tid[]; approvals int[]; moved int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  -- By primary key alone, and what it must be afterwards: asked for what is pending, the plan might read all that is.
  SELECT array_agg(CASE WHEN o.status = 'pending' AND in_scope(o.organisation_id) THEN o.ctid END), array_agg(o.approvals)
    INTO places, approvals
    FROM jsonb_array_elements(p_items) AS i(v) LEFT JOIN LATERAL (
      SELECT x.ctid, x.status, x.organisation_id, (
               SELECT coalesce(sum(approval_worth(d.decision)), 0) FROM operation_decisions d
                WHERE d.issuer_id = x.issuer_id AND d.operation_id = x.id AND d.revision = x.revision)::int AS approvals
        FROM operations x WHERE x.issuer_id = p_issuer AND x.id = (i.v->>'operation')::uuid LIMIT 1) o ON true;
  moved := operations_write_ends(p_issuer, p_unit, places, approvals, p_items);
  IF moved <> jsonb_array_length(p_items) THEN
    RAISE EXCEPTION 'finished % of % operations', moved, jsonb_array_length(p_items) USING ERRCODE = 'PU004';
  END IF;
END $$;
