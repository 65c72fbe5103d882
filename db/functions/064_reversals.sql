-- Reversals: what a completed cash-in or cash-out moved goes back, whole or in part. All of an operation's reversals together, those that wait and those
-- that are done, are never more than it moved, however many are asked for at once: whoever makes one holds the lock of the operation that it reverses.

-- Of which operations there are reversals: completed, between the float and a wallet.
CREATE OR REPLACE FUNCTION is_reversible(o operations) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT o.type IN ('cash-in', 'cash-out-fulfillment') AND o.status = 'completed' $$;

-- For how long: who looks at a wallet may take what stands in it for theirs once nobody has asked for it back.
CREATE OR REPLACE FUNCTION reversal_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '90 days' $$;

-- What reversals of an operation move, but for one of them.
CREATE OR REPLACE FUNCTION reversed_minor(p_issuer uuid, p_of uuid, p_but uuid) RETURNS bigint LANGUAGE sql STABLE
AS $$
  SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM operations r
   WHERE r.issuer_id = p_issuer AND r.reversal_of = p_of AND r.id IS DISTINCT FROM p_but AND r.status IN ('pending', 'executing', 'completed')
$$;

-- Locks what is to be reversed, in the order of ids, and says for each item, after those before it, whether so much of it is left.
-- p_items: [{of, amount}] in minor units. Outcomes: ok | not-found | not-reversible | too-late | exceeds. `left_minor` is what was left before the item;
-- `in_wallet_minor` what of its amount stands in the wallet that is to give it, null where the float gives. A balance is told no further than that.
-- Raises PU001 outside its unit; PU004 on an amount that is not positive.
CREATE OR REPLACE FUNCTION reversals_claim(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, left_minor bigint, in_wallet_minor bigint, reverses text, counterparty_kind text, counterparty_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE r record; o operations; taken jsonb := '{}';
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  PERFORM FROM (SELECT DISTINCT (v->>'of')::uuid AS id FROM jsonb_array_elements(p_items) v ORDER BY 1) ask, LATERAL (
    SELECT x.id FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.id LIMIT 1 FOR NO KEY UPDATE) x;
  FOR r IN SELECT i.* FROM ROWS FROM (jsonb_to_recordset(p_items) AS (of uuid, amount bigint)) WITH ORDINALITY AS i(of, amount, n) ORDER BY i.n LOOP
    IF (r.amount > 0) IS NOT TRUE THEN RAISE EXCEPTION 'reversal of % is not positive', r.amount USING ERRCODE = 'PU004'; END IF;
    -- After the wait, in a statement of its own: it sees what those before have asked for.
    SELECT x.* INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = r.of LIMIT 1;
    idx := r.n - 1; left_minor := NULL; in_wallet_minor := NULL; reverses := NULL; counterparty_kind := NULL; counterparty_id := NULL;
    IF o.id IS NULL OR NOT in_scope(o.organisation_id) THEN outcome := 'not-found';
    ELSIF NOT is_reversible(o) THEN outcome := 'not-reversible';
    ELSIF o.decided_at < now() - reversal_lasts() THEN outcome := 'too-late';
    ELSE
      left_minor := o.amount_minor - reversed_minor(p_issuer, o.id, NULL) - coalesce((taken->>o.id::text)::bigint, 0);
      reverses := o.type; counterparty_kind := o.counterparty_kind; counterparty_id := o.counterparty_id;
      IF o.type = 'cash-in' THEN
        in_wallet_minor := (SELECT least(a.posted_minor - a.held_minor, r.amount) FROM ledger_accounts a
                             WHERE a.issuer_id = p_issuer AND a.owner_id = o.counterparty_id AND a.currency = o.currency LIMIT 1);
      END IF;
      IF r.amount > left_minor THEN outcome := 'exceeds';
      ELSE
        outcome := 'ok';
        taken := taken || jsonb_build_object(o.id, r.amount + coalesce((taken->>o.id::text)::bigint, 0));
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- Whoever writes one: it is of a completed cash-in or cash-out of its own organisation, between the same two, in time, and no more than is left of it.
CREATE OR REPLACE FUNCTION guard_reversal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE o operations;
BEGIN
  SELECT x.* INTO o FROM operations x WHERE x.issuer_id = new.issuer_id AND x.id = new.reversal_of LIMIT 1 FOR NO KEY UPDATE;
  IF o.id IS NULL OR NOT is_reversible(o) OR new.amount_minor IS NULL
     OR (o.organisation_id, o.currency, o.counterparty_kind, o.counterparty_id, o.id::text, o.type) IS DISTINCT FROM
        (new.organisation_id, new.currency, new.counterparty_kind, new.counterparty_id, new.payload->>'of', new.payload->>'reverses')
     OR o.decided_at < new.created_at - reversal_lasts()
     OR new.amount_minor > o.amount_minor - reversed_minor(new.issuer_id, new.reversal_of, new.id) THEN
    RAISE EXCEPTION 'operation %: no reversal of %', new.id, new.reversal_of USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_reversal
BEFORE INSERT OR UPDATE OF payload, amount_minor, currency, counterparty_kind, counterparty_id ON operations
FOR EACH ROW WHEN (new.reversal_of IS NOT NULL) EXECUTE FUNCTION guard_reversal();
