-- Applies movements in the order given, each with its own outcome; a refused one never spoils its neighbours. One call locks all
-- accounts in id order, then the holds, then the chains, decides in memory and writes set-wise (DESIGN §6).
--
-- p_items, a JSON array of
--   {kind:'hold',     hold, account, amount, currency, heldFor, organisation}
--   {kind:'release',  hold}
--   {kind:'settle',   hold, transfer, to, organisation, operation}           the held amount moves from the hold's account
--   {kind:'transfer', transfer, from, to, amount, currency, organisation, operation?}
-- amounts are decimal strings of minor units. Outcomes: ok | insufficient | no-account | no-hold | currency | duplicate.
-- 'duplicate': the operation has a transfer already. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION ledger_apply(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, sequence_number bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  r record;
  ask_accounts uuid[]; ask_holds uuid[]; ask_chains uuid[]; ask_operations uuid[];
  -- accounts in id order: what they hold now, and what they will
  acc uuid[]; cur text[]; posted bigint[]; held bigint[]; floor_at bigint[]; ver bigint[];
  foreign_account boolean;
  -- holds touched by this call, old and new
  h_id uuid[] := '{}'; h_acc uuid[] := '{}'; h_amt bigint[] := '{}'; h_state text[] := '{}'; h_cur text[] := '{}';
  h_org uuid[] := '{}';
  -- chains
  c_org uuid[]; c_seq bigint[]; c_head bytea[]; c_moved boolean[];
  -- rows to write
  n_hold uuid[] := '{}'; n_hacc uuid[] := '{}'; n_hfor uuid[] := '{}'; n_horg uuid[] := '{}'; n_hcur text[] := '{}'; n_hamt bigint[] := '{}';
  t_id uuid[] := '{}'; t_org uuid[] := '{}'; t_op uuid[] := '{}'; t_seq bigint[] := '{}'; t_cur text[] := '{}'; t_amt bigint[] := '{}';
  t_prev bytea[] := '{}'; t_hash bytea[] := '{}'; t_canon text[] := '{}';
  t_from uuid[] := '{}'; t_to uuid[] := '{}'; t_vf bigint[] := '{}'; t_vt bigint[] := '{}'; t_bf bigint[] := '{}'; t_bt bigint[] := '{}';
  taken uuid[] := '{}';
  f int; t int; h int; c int; amt bigint; canon text; new_hash bytea; at timestamptz := now();
BEGIN
  PERFORM require_unit(p_issuer, p_unit);

  -- What is asked for, in id order. Rows are then fetched one key at a time: such a plan stays on the primary keys, whatever the
  -- statistics said when it was cached.
  SELECT array_agg(DISTINCT (i->>'hold')::uuid) FILTER (WHERE i->>'kind' IN ('settle', 'release')),
         array_agg(DISTINCT (i->>'organisation')::uuid) FILTER (WHERE i->>'kind' IN ('settle', 'transfer')),
         array_agg(DISTINCT (i->>'operation')::uuid) FILTER (WHERE i ? 'operation')
    INTO ask_holds, ask_chains, ask_operations FROM jsonb_array_elements(p_items) i;
  SELECT array_agg(DISTINCT (i->>k)::uuid) INTO ask_accounts
    FROM jsonb_array_elements(p_items) i, unnest(ARRAY['account', 'from', 'to']) k WHERE i ? k;
  IF ask_holds IS NOT NULL THEN
    ask_accounts := ask_accounts || ARRAY(SELECT o.account_id FROM unnest(ask_holds) u, LATERAL (
      SELECT x.account_id FROM ledger_holds x WHERE x.issuer_id = p_issuer AND x.id = u LIMIT 1) o);
  END IF;

  SELECT array_agg(a.id), array_agg(a.currency), array_agg(a.posted_minor), array_agg(a.held_minor), array_agg(a.minimum_minor),
         array_agg(a.version), bool_or(a.owner_kind IN ('distributor', 'issuer') AND NOT in_scope(a.owner_id))
    INTO acc, cur, posted, held, floor_at, ver, foreign_account
    FROM (SELECT DISTINCT u FROM unnest(ask_accounts) u ORDER BY u) ask, LATERAL (
      SELECT * FROM ledger_accounts x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1 FOR NO KEY UPDATE) a;
  -- Wallets belong to no distributor and are reached from each; a float is its own distributor's alone. What is the issuer's is moved in the
  -- issuer's scope: its settlement account has no floor, so whoever could hold on it could make money.
  IF foreign_account THEN RAISE EXCEPTION 'account outside the scope' USING ERRCODE = 'PU001'; END IF;

  IF ask_holds IS NOT NULL THEN
    SELECT coalesce(array_agg(o.id), '{}'), coalesce(array_agg(o.account_id), '{}'), coalesce(array_agg(o.amount_minor), '{}'),
           coalesce(array_agg(o.state), '{}'), coalesce(array_agg(o.currency), '{}'), coalesce(array_agg(o.organisation_id), '{}')
      INTO h_id, h_acc, h_amt, h_state, h_cur, h_org
      FROM unnest(ask_holds) u, LATERAL (
        SELECT * FROM ledger_holds x WHERE x.issuer_id = p_issuer AND x.id = u LIMIT 1 FOR UPDATE) o;
  END IF;

  IF ask_chains IS NOT NULL THEN
    SELECT array_agg(x.organisation_id), array_agg(x.sequence_number), array_agg(x.head_hash), array_agg(false)
      INTO c_org, c_seq, c_head, c_moved
      FROM unnest(ask_chains) u, LATERAL (
        SELECT * FROM ledger_chains y WHERE y.issuer_id = p_issuer AND y.organisation_id = u LIMIT 1 FOR NO KEY UPDATE) x;
  END IF;

  IF ask_operations IS NOT NULL THEN
    taken := ARRAY(SELECT o.operation_id FROM unnest(ask_operations) u, LATERAL (
      SELECT x.operation_id FROM ledger_transfers x WHERE x.issuer_id = p_issuer AND x.operation_id = u LIMIT 1) o);
  END IF;

  FOR r IN
    SELECT i.n::int AS n, i.v->>'kind' AS kind, (i.v->>'hold')::uuid AS hold, (i.v->>'account')::uuid AS account,
           (i.v->>'from')::uuid AS src, (i.v->>'to')::uuid AS dst, (i.v->>'amount')::bigint AS amount, i.v->>'currency' AS currency,
           (i.v->>'heldFor')::uuid AS held_for, (i.v->>'organisation')::uuid AS organisation,
           (i.v->>'transfer')::uuid AS transfer, (i.v->>'operation')::uuid AS operation
      FROM jsonb_array_elements(p_items) WITH ORDINALITY AS i(v, n) ORDER BY i.n
  LOOP
    idx := r.n - 1; outcome := NULL; sequence_number := NULL; hash := NULL;

    IF r.kind = 'hold' THEN
      f := array_position(acc, r.account);
      IF NOT in_scope(r.organisation) THEN RAISE EXCEPTION 'hold outside the scope' USING ERRCODE = 'PU001'; END IF;
      IF f IS NULL THEN outcome := 'no-account';
      ELSIF cur[f] <> r.currency THEN outcome := 'currency';
      ELSIF posted[f] - held[f] - r.amount < floor_at[f] THEN outcome := 'insufficient';
      ELSE
        held[f] := held[f] + r.amount;
        n_hold := n_hold || r.hold; n_hacc := n_hacc || r.account; n_hfor := n_hfor || r.held_for; n_horg := n_horg || r.organisation;
        n_hcur := n_hcur || r.currency; n_hamt := n_hamt || r.amount;
        outcome := 'ok';
      END IF;
      RETURN NEXT; CONTINUE;
    END IF;

    IF r.kind IN ('release', 'settle') THEN
      h := array_position(h_id, r.hold);
      IF h IS NULL OR h_state[h] <> 'open' THEN outcome := 'no-hold'; RETURN NEXT; CONTINUE; END IF;
      IF r.kind = 'release' THEN
        IF NOT in_scope(h_org[h]) THEN RAISE EXCEPTION 'release outside the scope' USING ERRCODE = 'PU001'; END IF;
        f := array_position(acc, h_acc[h]);
        held[f] := held[f] - h_amt[h]; h_state[h] := 'released'; outcome := 'ok';
        RETURN NEXT; CONTINUE;
      END IF;
      r.src := h_acc[h]; r.amount := h_amt[h]; r.currency := h_cur[h];
    END IF;

    -- settle or transfer: two legs
    IF NOT in_scope(r.organisation) THEN RAISE EXCEPTION 'transfer outside the scope' USING ERRCODE = 'PU001'; END IF;
    f := array_position(acc, r.src); t := array_position(acc, r.dst); c := array_position(c_org, r.organisation);
    amt := r.amount;
    IF f IS NULL OR t IS NULL OR f = t OR c IS NULL THEN outcome := 'no-account';
    ELSIF cur[f] <> r.currency OR cur[t] <> r.currency THEN outcome := 'currency';
    ELSIF r.operation IS NOT NULL AND r.operation = ANY (taken) THEN outcome := 'duplicate';
    ELSIF r.kind = 'transfer' AND posted[f] - held[f] - amt < floor_at[f] THEN outcome := 'insufficient';
    ELSE
      IF r.kind = 'settle' THEN held[f] := held[f] - amt; h_state[h] := 'settled'; END IF;
      posted[f] := posted[f] - amt; ver[f] := ver[f] + 1;
      posted[t] := posted[t] + amt; ver[t] := ver[t] + 1;
      c_seq[c] := c_seq[c] + 1;
      canon := ledger_canonical(p_issuer, r.organisation, c_seq[c], r.transfer, r.operation, at, r.currency, ARRAY[r.src, r.dst],
                                ARRAY[-amt, amt], ARRAY[ver[f], ver[t]], ARRAY[posted[f], posted[t]]);
      new_hash := sha256(c_head[c] || convert_to(canon, 'UTF8'));
      t_id := t_id || r.transfer; t_org := t_org || r.organisation; t_op := t_op || r.operation; t_seq := t_seq || c_seq[c];
      t_cur := t_cur || r.currency; t_amt := t_amt || amt; t_prev := t_prev || c_head[c]; t_hash := t_hash || new_hash;
      t_canon := t_canon || canon; t_from := t_from || r.src; t_to := t_to || r.dst; t_vf := t_vf || ver[f]; t_vt := t_vt || ver[t];
      t_bf := t_bf || posted[f]; t_bt := t_bt || posted[t];
      c_head[c] := new_hash; c_moved[c] := true;
      IF r.operation IS NOT NULL THEN taken := taken || r.operation; END IF;
      outcome := 'ok'; sequence_number := c_seq[c]; hash := new_hash;
    END IF;
    RETURN NEXT;
  END LOOP;

  FOR f IN 1..coalesce(cardinality(acc), 0) LOOP
    UPDATE ledger_accounts a SET posted_minor = posted[f], held_minor = held[f], version = ver[f], unit_id = p_unit
     WHERE a.issuer_id = p_issuer AND a.id = acc[f] AND (a.posted_minor <> posted[f] OR a.held_minor <> held[f] OR a.version <> ver[f]);
  END LOOP;
  INSERT INTO ledger_holds (issuer_id, id, account_id, held_for, organisation_id, currency, amount_minor, unit_id)
  SELECT p_issuer, x.id, x.acc, x.f, x.org, x.cur, x.amt, p_unit
    FROM unnest(n_hold, n_hacc, n_hfor, n_horg, n_hcur, n_hamt) AS x(id, acc, f, org, cur, amt);
  FOR h IN 1..cardinality(h_id) LOOP
    UPDATE ledger_holds o SET state = h_state[h], ended_at = at, unit_id = p_unit
     WHERE o.issuer_id = p_issuer AND o.id = h_id[h] AND o.state <> h_state[h];
  END LOOP;
  IF cardinality(t_id) > 0 THEN
    WITH posted_transfers AS (
      INSERT INTO ledger_transfers (issuer_id, id, organisation_id, operation_id, sequence_number, currency, amount_minor, prev_hash,
                                    hash, hash_version, canonical, created_at, unit_id)
      SELECT p_issuer, x.id, x.org, x.op, x.seq, x.cur, x.amt, x.prev, x.hash, 1, x.canon, at, p_unit
        FROM unnest(t_id, t_org, t_op, t_seq, t_cur, t_amt, t_prev, t_hash, t_canon) AS x(id, org, op, seq, cur, amt, prev, hash, canon))
    INSERT INTO ledger_entries (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor,
                                balance_after_minor, created_at, unit_id)
    SELECT p_issuer, leg.acc, leg.ver, x.id, leg.n, x.org, x.cur, leg.amt, leg.bal, at, p_unit
      FROM unnest(t_id, t_org, t_cur, t_amt, t_from, t_to, t_vf, t_vt, t_bf, t_bt) AS x(id, org, cur, amt, f, t, vf, vt, bf, bt),
           LATERAL (VALUES (1::smallint, x.f, x.vf, -x.amt, x.bf), (2::smallint, x.t, x.vt, x.amt, x.bt)) AS leg(n, acc, ver, amt, bal);
    FOR c IN 1..cardinality(c_org) LOOP
      UPDATE ledger_chains g SET sequence_number = c_seq[c], head_hash = c_head[c], unit_id = p_unit
       WHERE g.issuer_id = p_issuer AND g.organisation_id = c_org[c] AND c_moved[c];
    END LOOP;
  END IF;
END $$;
