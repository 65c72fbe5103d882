-- Applies movements in the order given, each with its own outcome; a refused one never spoils its neighbours. One call locks all
-- accounts in id order, then the holds, then the chains, decides in memory and writes set-wise (DESIGN §6).
--
-- p_items, a JSON array of
--   {kind:'hold',     hold, account, amount, currency, heldFor, organisation}
--   {kind:'release',  hold}
--   {kind:'settle',   hold, transfer, to, organisation, operation}           the held amount moves from the hold's account
--   {kind:'transfer', transfer, from, to, amount, currency, organisation, operation?}
-- amounts are decimal strings of minor units. Outcomes: ok | insufficient | no-account | no-hold | currency | duplicate.
-- 'duplicate': the operation has a transfer already. Raises PU001 outside its unit or scope, PU004 on any other kind.
CREATE OR REPLACE FUNCTION ledger_apply(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, sequence_number bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  everything boolean := app_sees_all(); mine uuid := app_organisation();
  -- the items, one array per member; a settle's from, amount and currency are its hold's
  i_kind text[]; i_hold uuid[]; i_from uuid[]; i_to uuid[]; i_amount bigint[]; i_currency text[]; i_held_for uuid[]; i_org uuid[];
  i_transfer uuid[]; i_operation uuid[];
  unknown_kind boolean; out_of_scope boolean; ends_holds boolean; moves boolean; of_operations boolean;
  -- accounts in id order: where they stand, what they have now and will have, and whether that is another amount
  acc uuid[]; place tid[]; cur text[]; posted bigint[]; held bigint[]; floor_at bigint[]; ver bigint[]; changed boolean[];
  -- holds that end
  h_id uuid[]; h_place tid[]; h_acc uuid[]; h_amt bigint[]; h_state text[]; h_cur text[]; h_org uuid[]; h_ended boolean[];
  -- chains
  c_org uuid[]; c_seq bigint[]; c_head bytea[]; c_moved boolean[];
  -- what to write: the numbers of the items that made a hold or a transfer, and what a transfer left behind
  new_holds int[]; t_item int[]; t_seq bigint[]; t_prev bytea[]; t_hash bytea[]; t_canon text[];
  t_vf bigint[]; t_vt bigint[]; t_bf bigint[]; t_bt bigint[]; taken uuid[];
  kind text; f int; t int; h int; c int; amt bigint; canon text; at timestamptz := now();
BEGIN
  PERFORM require_unit(p_issuer, p_unit);

  SELECT array_agg(i.kind), array_agg(i.hold), array_agg(coalesce(i."from", i.account)), array_agg(i."to"), array_agg(i.amount),
         array_agg(i.currency), array_agg(i."heldFor"), array_agg(i.organisation), array_agg(i.transfer), array_agg(i.operation),
         bool_or((i.kind IN ('hold', 'release', 'settle', 'transfer')) IS NOT TRUE),
         bool_or(i.kind <> 'release' AND (everything OR i.organisation = mine) IS NOT TRUE), bool_or(i.kind IN ('settle', 'release')),
         bool_or(i.kind IN ('settle', 'transfer')), bool_or(i.operation IS NOT NULL)
    INTO i_kind, i_hold, i_from, i_to, i_amount, i_currency, i_held_for, i_org, i_transfer, i_operation,
         unknown_kind, out_of_scope, ends_holds, moves, of_operations
    FROM jsonb_to_recordset(p_items) AS i(kind text, hold uuid, account uuid, "from" uuid, "to" uuid, amount bigint, currency text,
                                          "heldFor" uuid, organisation uuid, transfer uuid, operation uuid);
  IF unknown_kind THEN RAISE EXCEPTION 'movement of an unknown kind' USING ERRCODE = 'PU004'; END IF;
  IF out_of_scope THEN RAISE EXCEPTION 'movement outside the scope' USING ERRCODE = 'PU001'; END IF;

  -- Rows are fetched one key at a time: such a plan stays on the primary keys, whatever the statistics said when it was cached.
  IF ends_holds THEN
    acc := ARRAY(SELECT o.account_id FROM unnest(i_kind, i_hold) AS u(kind, hold), LATERAL (
      SELECT x.account_id FROM ledger_holds x WHERE x.issuer_id = p_issuer AND x.id = u.hold LIMIT 1) o WHERE u.kind IN ('settle', 'release'));
  END IF;
  SELECT array_agg(a.id), array_agg(a.ctid), array_agg(a.currency), array_agg(a.posted_minor), array_agg(a.held_minor),
         array_agg(a.minimum_minor), array_agg(a.version), array_agg(false),
         bool_or(a.owner_kind IN ('distributor', 'issuer') AND (everything OR a.owner_id = mine) IS NOT TRUE)
    INTO acc, place, cur, posted, held, floor_at, ver, changed, out_of_scope
    FROM (SELECT DISTINCT u FROM unnest(acc || i_from || i_to) u WHERE u IS NOT NULL ORDER BY u) ask, LATERAL (
      SELECT x.ctid, x.* FROM ledger_accounts x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1 FOR NO KEY UPDATE) a;
  -- Wallets belong to no distributor and are reached from each; a float is its own distributor's alone. What is the issuer's is moved in the
  -- issuer's scope: its settlement account has no floor, so whoever could hold on it could make money.
  IF out_of_scope THEN RAISE EXCEPTION 'account outside the scope' USING ERRCODE = 'PU001'; END IF;

  IF ends_holds THEN
    SELECT array_agg(o.id), array_agg(o.ctid), array_agg(o.account_id), array_agg(o.amount_minor), array_agg(o.state),
           array_agg(o.currency), array_agg(o.organisation_id), array_agg(false)
      INTO h_id, h_place, h_acc, h_amt, h_state, h_cur, h_org, h_ended
      FROM (SELECT DISTINCT u.hold FROM unnest(i_kind, i_hold) AS u(kind, hold) WHERE u.kind IN ('settle', 'release') ORDER BY 1) ask, LATERAL (
        SELECT x.ctid, x.* FROM ledger_holds x WHERE x.issuer_id = p_issuer AND x.id = ask.hold LIMIT 1 FOR UPDATE) o;
  END IF;
  IF moves THEN
    SELECT array_agg(x.organisation_id), array_agg(x.sequence_number), array_agg(x.head_hash), array_agg(false)
      INTO c_org, c_seq, c_head, c_moved
      FROM (SELECT DISTINCT u.org FROM unnest(i_kind, i_org) AS u(kind, org) WHERE u.kind IN ('settle', 'transfer') ORDER BY 1) ask, LATERAL (
        SELECT * FROM ledger_chains y WHERE y.issuer_id = p_issuer AND y.organisation_id = ask.org LIMIT 1 FOR NO KEY UPDATE) x;
  END IF;
  IF of_operations THEN
    taken := ARRAY(SELECT o.operation_id FROM unnest(i_operation) u, LATERAL (
      SELECT x.operation_id FROM ledger_transfers x WHERE x.issuer_id = p_issuer AND x.operation_id = u LIMIT 1) o);
  END IF;

  FOR n IN 1..coalesce(cardinality(i_kind), 0) LOOP
    idx := n - 1; outcome := NULL; sequence_number := NULL; hash := NULL;
    kind := i_kind[n];

    IF kind = 'hold' THEN
      f := array_position(acc, i_from[n]);
      IF f IS NULL THEN outcome := 'no-account';
      ELSIF cur[f] <> i_currency[n] THEN outcome := 'currency';
      ELSIF posted[f] - held[f] - i_amount[n] < floor_at[f] THEN outcome := 'insufficient';
      ELSE
        held[f] := held[f] + i_amount[n]; changed[f] := true; new_holds := new_holds || n; outcome := 'ok';
      END IF;
      RETURN NEXT; CONTINUE;
    END IF;

    IF kind IN ('release', 'settle') THEN
      h := array_position(h_id, i_hold[n]);
      IF h IS NULL OR h_state[h] <> 'open' THEN outcome := 'no-hold'; RETURN NEXT; CONTINUE; END IF;
      IF kind = 'release' THEN
        IF (everything OR h_org[h] = mine) IS NOT TRUE THEN RAISE EXCEPTION 'release outside the scope' USING ERRCODE = 'PU001'; END IF;
        f := array_position(acc, h_acc[h]);
        held[f] := held[f] - h_amt[h]; changed[f] := true; h_state[h] := 'released'; h_ended[h] := true; outcome := 'ok';
        RETURN NEXT; CONTINUE;
      END IF;
      i_from[n] := h_acc[h]; i_amount[n] := h_amt[h]; i_currency[n] := h_cur[h];
    END IF;

    -- settle or transfer: two legs
    f := array_position(acc, i_from[n]); t := array_position(acc, i_to[n]); c := array_position(c_org, i_org[n]); amt := i_amount[n];
    IF f IS NULL OR t IS NULL OR f = t OR c IS NULL THEN outcome := 'no-account';
    ELSIF cur[f] <> i_currency[n] OR cur[t] <> i_currency[n] THEN outcome := 'currency';
    ELSIF i_operation[n] = ANY (taken) THEN outcome := 'duplicate';
    ELSIF kind = 'transfer' AND posted[f] - held[f] - amt < floor_at[f] THEN outcome := 'insufficient';
    ELSE
      IF kind = 'settle' THEN held[f] := held[f] - amt; h_state[h] := 'settled'; h_ended[h] := true; END IF;
      posted[f] := posted[f] - amt; ver[f] := ver[f] + 1; changed[f] := true;
      posted[t] := posted[t] + amt; ver[t] := ver[t] + 1; changed[t] := true;
      sequence_number := c_seq[c] + 1;
      -- Put together from ledger_canonical()'s own parts, which are inlined here: a call of it costs more than the rest of the loop.
      canon := ledger_text(p_issuer, i_org[n], sequence_number, i_transfer[n], i_operation[n], at, i_currency[n],
        ledger_leg_text(i_from[n], -amt, ver[f], posted[f]) || '|' || ledger_leg_text(i_to[n], amt, ver[t], posted[t]));
      hash := sha256(c_head[c] || convert_to(canon, 'UTF8'));
      t_item := t_item || n; t_seq := t_seq || sequence_number; t_prev := t_prev || c_head[c]; t_hash := t_hash || hash;
      t_canon := t_canon || canon; t_vf := t_vf || ver[f]; t_vt := t_vt || ver[t]; t_bf := t_bf || posted[f]; t_bt := t_bt || posted[t];
      c_seq[c] := sequence_number; c_head[c] := hash; c_moved[c] := true;
      IF i_operation[n] IS NOT NULL THEN taken := taken || i_operation[n]; END IF;
      outcome := 'ok';
    END IF;
    RETURN NEXT;
  END LOOP;

  IF true = ANY (changed) THEN f := ledger_write_accounts(p_issuer, p_unit, place, posted, held, ver, changed); END IF;
  IF true = ANY (h_ended) THEN f := ledger_end_holds(p_issuer, p_unit, h_place, h_state, h_ended); END IF;
  IF new_holds IS NOT NULL THEN
    INSERT INTO ledger_holds (issuer_id, id, account_id, held_for, organisation_id, currency, amount_minor, unit_id)
    SELECT p_issuer, i_hold[x.n], i_from[x.n], i_held_for[x.n], i_org[x.n], i_currency[x.n], i_amount[x.n], p_unit FROM unnest(new_holds) AS x(n);
  END IF;
  IF t_item IS NOT NULL THEN
    WITH posted_transfers AS (
      INSERT INTO ledger_transfers (issuer_id, id, organisation_id, operation_id, sequence_number, currency, amount_minor, prev_hash,
                                    hash, hash_version, canonical, created_at, unit_id)
      SELECT p_issuer, i_transfer[x.n], i_org[x.n], i_operation[x.n], x.seq, i_currency[x.n], i_amount[x.n], x.prev, x.hash, 1, x.canon, at, p_unit
        FROM unnest(t_item, t_seq, t_prev, t_hash, t_canon) AS x(n, seq, prev, hash, canon))
    INSERT INTO ledger_entries (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor,
                                balance_after_minor, created_at, unit_id)
    SELECT p_issuer, leg.acc, leg.ver, i_transfer[x.n], leg.n, i_org[x.n], i_currency[x.n], leg.amt, leg.bal, at, p_unit
      FROM unnest(t_item, t_vf, t_vt, t_bf, t_bt) AS x(n, vf, vt, bf, bt), LATERAL (VALUES
        (1::smallint, i_from[x.n], x.vf, -i_amount[x.n], x.bf), (2::smallint, i_to[x.n], x.vt, i_amount[x.n], x.bt)) AS leg(n, acc, ver, amt, bal);
    FOR c IN 1..cardinality(c_org) LOOP
      UPDATE ledger_chains g SET sequence_number = c_seq[c], head_hash = c_head[c], unit_id = p_unit
       WHERE g.issuer_id = p_issuer AND g.organisation_id = c_org[c] AND c_moved[c];
    END LOOP;
  END IF;
END $$;
