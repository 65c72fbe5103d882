-- Who works where is changed by these functions alone. What gives somebody more, or lays hands on their way in, is applied here from an operation
-- that other people have approved; what only takes away needs nobody else (057_people_narrow.sql). Changes of one organisation's people go one
-- after the other, behind the lock on its row: of two that would together leave too few, the second sees the first.

CREATE OR REPLACE FUNCTION lock_organisation(p_issuer uuid, p_organisation uuid) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF p_organisation = p_issuer THEN
    PERFORM FROM issuers i WHERE i.id = p_issuer FOR NO KEY UPDATE;
  ELSE
    PERFORM FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation FOR NO KEY UPDATE;
  END IF;
END $$;

-- The pending operation, locked, whose last approval was recorded in this very unit: enough people other than its maker, and, of a change of a
-- person, other than that person, who hold one of p_roles, or are checkers who stand in. p_desk: whose people; null for the operation's own
-- organisation or the issuer. Raises PU003 for every other operation.
CREATE OR REPLACE FUNCTION approved_operation(p_issuer uuid, p_unit uuid, p_operation uuid, p_desk uuid, p_roles text[])
RETURNS operations LANGUAGE plpgsql
AS $$
DECLARE o operations; given int; here int;
BEGIN
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation FOR UPDATE;
  SELECT sum(approval_worth(d.decision)), count(*) FILTER (WHERE d.unit_id = p_unit AND d.decision = 'approve') INTO given, here
    FROM operation_decisions d
    JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = d.desk_id AND m.person_id = d.person_id
   WHERE d.issuer_id = p_issuer AND d.operation_id = o.id AND d.revision = o.revision
     AND d.person_id <> o.maker_id AND d.desk_id = ANY (CASE WHEN p_desk IS NULL THEN ARRAY[o.organisation_id, p_issuer] ELSE ARRAY[p_desk] END)
     AND m.status = 'active'
     AND (m.roles && CASE WHEN d.desk_id = o.organisation_id THEN p_roles ELSE ARRAY['checker'] END
          OR (d.for_person_id IS NOT NULL AND approved_in_place(p_issuer, o.id, o.revision, d.person_id, d.desk_id,
                                                                CASE WHEN d.desk_id = o.organisation_id THEN p_roles ELSE ARRAY['checker'] END)))
     AND (o.counterparty_kind <> 'person' OR d.person_id <> o.counterparty_id);
  IF (o.status = 'pending' AND in_scope(o.organisation_id) AND given >= o.approvals_needed AND here > 0) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: not approved in this unit', p_operation USING ERRCODE = 'PU003';
  END IF;
  RETURN o;
END $$;

-- Whether the maker of a change is still an admin of the organisation whose people ask for it.
CREATE OR REPLACE FUNCTION maker_may(p_issuer uuid, p_organisation uuid, p_maker uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_maker
                    AND m.status = 'active' AND 'admin' = ANY (m.roles))
$$;

-- Why a member may not be left with these roles (none: not working there any more); null if they may. Where two could decide, two must remain; and a
-- policy that could be satisfied must still be.
CREATE OR REPLACE FUNCTION who_would_be_missing(p_issuer uuid, p_organisation uuid, p_person uuid, p_roles text[]) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE checkers int; other_checkers int; admins int; other_admins int; was_active boolean;
BEGIN
  SELECT count(*) FILTER (WHERE 'checker' = ANY (m.roles)), count(*) FILTER (WHERE 'checker' = ANY (m.roles) AND m.person_id <> p_person),
         count(*) FILTER (WHERE 'admin' = ANY (m.roles)), count(*) FILTER (WHERE 'admin' = ANY (m.roles) AND m.person_id <> p_person),
         coalesce(bool_or(m.person_id = p_person), false)
    INTO checkers, other_checkers, admins, other_admins, was_active
    FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active';
  IF NOT was_active THEN RETURN NULL; END IF;
  IF checkers >= 2 AND other_checkers + ('checker' = ANY (p_roles))::int < 2 THEN RETURN 'people.too-few-deciders'; END IF;
  IF admins >= 1 AND other_admins + ('admin' = ANY (p_roles))::int < 1 THEN RETURN 'people.last-admin'; END IF;
  IF policy_would_fail(p_issuer, p_organisation, p_person, p_roles) THEN RETURN 'people.policy-needs-them'; END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION end_sessions_at(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS void LANGUAGE sql
AS $$
  UPDATE sessions s SET revoked_at = now()
   WHERE s.person_id = p_person AND s.issuer_id = p_issuer AND s.organisation_id = p_organisation AND s.revoked_at IS NULL
$$;

CREATE OR REPLACE FUNCTION are_roles(p_roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(cardinality(p_roles) BETWEEN 1 AND 4 AND p_roles <@ ARRAY['admin', 'maker', 'checker', 'viewer']
    AND cardinality(p_roles) = (SELECT count(DISTINCT r) FROM unnest(p_roles) r), false)
$$;

-- Invites the person of a phone, who is p_person or yet to be. Whoever was removed, or let an invitation lapse, is invited as anybody else.
CREATE OR REPLACE FUNCTION people_invite(
  p_issuer uuid, p_unit uuid, p_operation uuid, p_organisation uuid, p_maker uuid, p_person uuid, p_phone text, p_name text, p_roles text[])
RETURNS text LANGUAGE plpgsql
AS $$
DECLARE known uuid; m memberships;
BEGIN
  IF (p_person IS NOT NULL AND p_phone ~ '^\+[1-9][0-9]{6,14}$' AND length(btrim(p_name)) > 0 AND are_roles(p_roles)) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: no invitation', p_operation USING ERRCODE = 'PU004';
  END IF;
  SELECT p.id INTO known FROM people p WHERE p.phone = p_phone;
  IF known IS NULL THEN
    BEGIN
      INSERT INTO people (id, phone, name) VALUES (p_person, p_phone, p_name);
    EXCEPTION WHEN unique_violation THEN RETURN 'people.changed-meanwhile';
    END;
  ELSIF known <> p_person THEN RETURN 'people.changed-meanwhile';
  END IF;
  SELECT * INTO m FROM memberships x WHERE x.issuer_id = p_issuer AND x.organisation_id = p_organisation AND x.person_id = p_person;
  IF m.status IN ('active', 'suspended') OR (m.status = 'invited' AND m.invited_until > now()) THEN RETURN 'people.already-member'; END IF;
  INSERT INTO memberships AS x (issuer_id, organisation_id, person_id, organisation_kind, roles, status, invited_by, invited_name, invited_until, unit_id)
  VALUES (p_issuer, p_organisation, p_person, CASE WHEN p_organisation = p_issuer THEN 'issuer' ELSE 'distributor' END, p_roles, 'invited',
          p_maker, p_name, now() + invitation_lasts(), p_unit)
  ON CONFLICT (issuer_id, organisation_id, person_id) DO UPDATE
     SET roles = excluded.roles, status = 'invited', invited_by = excluded.invited_by, invited_name = excluded.invited_name, invited_until = excluded.invited_until,
         invitation_hash = NULL, joined_at = NULL, suspended_reason = NULL, suspended_at = NULL, unit_id = excluded.unit_id;
  INSERT INTO person_controls (person_id, controller_id, issuer_id, kind, operation_id) VALUES (p_person, p_maker, p_issuer, 'invite', p_operation);
  RETURN 'ok';
END $$;

-- Applies an approved operation of a type person-…; operations_finish comes after it. Returns ok, or the code of why it cannot happen any more,
-- and has then changed nothing. Raises PU001 outside its unit, PU003 where the approvals are missing, PU004 on what no portal asks for.
CREATE OR REPLACE FUNCTION people_apply(p_issuer uuid, p_unit uuid, p_operation uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; m memberships; known people; subject uuid; held text[]; wanted text[]; refusal text; again boolean;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  o := approved_operation(p_issuer, p_unit, p_operation, NULL, ARRAY['admin', 'checker']);
  subject := (o.payload->>'personId')::uuid;
  -- What the checker read is about the person whom it changes.
  IF (starts_with(o.type, 'person-') AND o.counterparty_kind = 'person' AND o.counterparty_id = subject) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: no change of a person', o.id USING ERRCODE = 'PU003';
  END IF;
  PERFORM lock_organisation(p_issuer, o.organisation_id);
  IF o.type = 'person-delegate' THEN
    RETURN delegation_open(p_issuer, p_unit, o.id, o.organisation_id, o.maker_id, subject, ARRAY(SELECT jsonb_array_elements_text(o.payload->'roles')),
                           (o.payload->>'from')::date, (o.payload->>'to')::date, o.id);
  END IF;
  IF NOT maker_may(p_issuer, o.organisation_id, o.maker_id) THEN RETURN 'people.maker-left'; END IF;
  IF o.type = 'person-invite' THEN
    RETURN people_invite(p_issuer, p_unit, o.id, o.organisation_id, o.maker_id, subject, o.payload->>'phone', o.payload->>'name',
                         ARRAY(SELECT jsonb_array_elements_text(o.payload->'roles')));
  END IF;
  SELECT * INTO m FROM memberships x WHERE x.issuer_id = p_issuer AND x.organisation_id = o.organisation_id AND x.person_id = subject;
  IF m.status IS NULL OR m.status = 'removed' THEN RETURN 'people.not-member'; END IF;
  SELECT * INTO known FROM people p WHERE p.id = subject;
  CASE o.type
    WHEN 'person-roles' THEN
      held := ARRAY(SELECT jsonb_array_elements_text(o.payload->'before'));
      wanted := ARRAY(SELECT jsonb_array_elements_text(o.payload->'after'));
      IF NOT (held @> m.roles AND m.roles @> held) THEN RETURN 'people.changed-meanwhile'; END IF;
      IF NOT (are_roles(wanted) AND wanted @> m.roles) THEN
        RAISE EXCEPTION 'operation %: not wider', o.id USING ERRCODE = 'PU004';
      END IF;
      -- Whoever becomes a maker is one less to approve what they ask for.
      IF m.status = 'active' AND policy_would_fail(p_issuer, m.organisation_id, subject, wanted) THEN RETURN 'people.policy-needs-them'; END IF;
      UPDATE memberships x SET roles = wanted, unit_id = p_unit
       WHERE x.issuer_id = p_issuer AND x.organisation_id = m.organisation_id AND x.person_id = subject;
    WHEN 'person-reinstate' THEN
      IF m.status <> 'suspended' THEN RETURN 'people.not-suspended'; END IF;
      again := m.invited_until IS NOT NULL AND m.joined_at IS NULL;
      UPDATE memberships x
         SET status = CASE WHEN again THEN 'invited' ELSE 'active' END, suspended_reason = NULL, suspended_at = NULL,
             invited_until = CASE WHEN again THEN now() + invitation_lasts() ELSE x.invited_until END, unit_id = p_unit
       WHERE x.issuer_id = p_issuer AND x.organisation_id = m.organisation_id AND x.person_id = subject;
    WHEN 'person-remove' THEN
      refusal := who_would_be_missing(p_issuer, m.organisation_id, subject, '{}');
      IF refusal IS NOT NULL THEN RETURN refusal; END IF;
      UPDATE memberships x SET status = 'removed', invitation_hash = NULL, unit_id = p_unit
       WHERE x.issuer_id = p_issuer AND x.organisation_id = m.organisation_id AND x.person_id = subject;
      PERFORM end_sessions_at(p_issuer, m.organisation_id, subject);
    WHEN 'person-totp-reset' THEN
      IF m.status <> 'active' THEN RETURN 'people.not-active'; END IF;
      IF known.enrolled_at IS NULL THEN RETURN 'people.not-enrolled'; END IF;
      IF NOT is_home(p_issuer, m.organisation_id, subject) THEN RETURN 'people.known-elsewhere'; END IF;
      PERFORM identity_reset_totp(p_issuer, p_unit, subject);
      INSERT INTO person_controls (person_id, controller_id, issuer_id, kind, operation_id)
      VALUES (subject, o.maker_id, p_issuer, 'totp-reset', o.id);
    WHEN 'person-phone' THEN
      IF m.status <> 'active' THEN RETURN 'people.not-active'; END IF;
      IF NOT is_home(p_issuer, m.organisation_id, subject) THEN RETURN 'people.known-elsewhere'; END IF;
      IF known.phone <> o.payload->>'before' THEN RETURN 'people.changed-meanwhile'; END IF;
      IF (o.payload->>'after' ~ '^\+[1-9][0-9]{6,14}$') IS NOT TRUE THEN
        RAISE EXCEPTION 'operation %: no phone', o.id USING ERRCODE = 'PU004';
      END IF;
      BEGIN
        PERFORM identity_change_phone(p_issuer, p_unit, subject, o.payload->>'after');
      EXCEPTION WHEN unique_violation THEN RETURN 'people.phone-taken';
      END;
      INSERT INTO person_controls (person_id, controller_id, issuer_id, kind, operation_id)
      VALUES (subject, o.maker_id, p_issuer, 'phone-change', o.id);
    ELSE
      RAISE EXCEPTION 'operation %: % is no change of people', o.id, o.type USING ERRCODE = 'PU003';
  END CASE;
  RETURN 'ok';
END $$;
