-- Daily volume of a subject, exact under parallel requests: the counter row is locked by the take and freed by the commit.
-- p_items: [{subject, day, distributor, amount, maximum?, week?, weekly?, entry?, probe?}] in minor units; `weekly` is the most of the days of `week`, the
-- item's own among them. Items that follow each other with the same number as their `entry` are taken all or none; of a `probe` nothing is taken.
-- Outcomes: ok | exceeded (of the day) | exceeded-week | skipped (behind one of its entry that was not taken). `used` is the day's volume before the item.
-- Raises PU001 outside its unit or scope; PU004 on an amount that is not positive, which would give volume instead of taking it.
CREATE OR REPLACE FUNCTION limits_take(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, used bigint) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  r record; c int;
  -- the counters, locked in the order of their keys: what they have now and will have
  c_key text[]; c_subject text[]; c_day text[]; c_before bigint[]; c_used bigint[];
  -- the entry that is being taken, what it has taken so far, and whether it lacked something
  current int; e_counter int[]; e_amount bigint[]; lacked boolean;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  -- Nearly always the counters are there: looked for first, they are only inserted on the first request of a day.
  FOR attempt IN 1..2 LOOP
    SELECT array_agg(ask.subject || '|' || ask.day), array_agg(ask.subject), array_agg(ask.day), array_agg(x.used_minor), array_agg(x.used_minor)
      INTO c_key, c_subject, c_day, c_before, c_used
      FROM (SELECT DISTINCT v->>'subject' AS subject, d.day FROM jsonb_array_elements(p_items) v, LATERAL (
              -- All days of a week that has a limit, those to come too: else two requests at the turn of a day would not see each other.
              SELECT v->>'day' UNION ALL SELECT jsonb_array_elements_text(v->'week')) AS d(day) ORDER BY 1, 2) ask
      LEFT JOIN LATERAL (SELECT y.used_minor FROM limit_counters y
                          WHERE y.issuer_id = p_issuer AND y.subject = ask.subject AND y.local_day = ask.day LIMIT 1 FOR UPDATE) x ON true;
    EXIT WHEN array_position(c_used, NULL) IS NULL;
    INSERT INTO limit_counters (issuer_id, subject, local_day, distributor_id, used_minor, unit_id)
    SELECT DISTINCT p_issuer, v->>'subject', d.day, (v->>'distributor')::uuid, 0, p_unit
      FROM jsonb_array_elements(p_items) v, LATERAL (SELECT v->>'day' UNION ALL SELECT jsonb_array_elements_text(v->'week')) AS d(day)
     ORDER BY 2, 3 ON CONFLICT DO NOTHING;
  END LOOP;
  FOR r IN SELECT i.n, i.subject, i.subject || '|' || i.day AS key, i.distributor, i.amount, i.maximum, i.week, i.weekly, i.entry, i.probe
             FROM ROWS FROM (jsonb_to_recordset(p_items) AS (subject text, day text, distributor uuid, amount bigint, maximum bigint,
                                                             week jsonb, weekly bigint, entry int, probe boolean))
                    WITH ORDINALITY AS i(subject, day, distributor, amount, maximum, week, weekly, entry, probe, n) LOOP
    IF NOT in_scope(r.distributor) THEN RAISE EXCEPTION 'limit outside the scope' USING ERRCODE = 'PU001'; END IF;
    IF (r.amount > 0) IS NOT TRUE THEN RAISE EXCEPTION 'volume % is not positive', r.amount USING ERRCODE = 'PU004'; END IF;
    idx := r.n - 1; c := array_position(c_key, r.key); used := c_used[c];
    IF current IS NULL OR r.entry IS DISTINCT FROM current THEN
      current := r.entry; e_counter := NULL; e_amount := NULL; lacked := false;
    ELSIF lacked THEN
      outcome := 'skipped'; RETURN NEXT; CONTINUE;
    END IF;
    -- Without a maximum the counter's own range is one.
    IF used::numeric + r.amount > coalesce(r.maximum, 9223372036854775807) THEN
      outcome := 'exceeded';
    ELSIF r.weekly IS NOT NULL AND r.amount > r.weekly - (
            SELECT coalesce(sum(c_used[array_position(c_key, r.subject || '|' || w.day)]), 0)
              FROM jsonb_array_elements_text(r.week) AS w(day)) THEN
      outcome := 'exceeded-week';
    ELSE
      outcome := 'ok';
      IF r.probe IS NOT TRUE THEN
        c_used[c] := used + r.amount; e_counter := e_counter || c; e_amount := e_amount || r.amount;
      END IF;
      RETURN NEXT; CONTINUE;
    END IF;
    lacked := true;
    FOR t IN 1..coalesce(cardinality(e_counter), 0) LOOP c_used[e_counter[t]] := c_used[e_counter[t]] - e_amount[t]; END LOOP;
    RETURN NEXT;
  END LOOP;
  FOR c IN 1..coalesce(cardinality(c_key), 0) LOOP
    UPDATE limit_counters x SET used_minor = c_used[c], unit_id = p_unit
     WHERE x.issuer_id = p_issuer AND x.subject = c_subject[c] AND x.local_day = c_day[c] AND c_used[c] <> c_before[c];
  END LOOP;
END $$;

-- Gives volume back: the operation was refused, recalled, expired or failed. p_items: [{subject, day, amount}].
-- Raises PU001 outside its unit; PU004 on an amount that is not positive; 23514 on more than was taken.
CREATE OR REPLACE FUNCTION limits_give_back(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE r record;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF EXISTS (SELECT FROM jsonb_array_elements(p_items) v WHERE ((v->>'amount')::bigint > 0) IS NOT TRUE) THEN
    RAISE EXCEPTION 'volume given back is not positive' USING ERRCODE = 'PU004';
  END IF;
  -- One counter after the other, in the order of their keys: few requests share a unit, and fewer counters.
  FOR r IN SELECT v->>'subject' AS subject, v->>'day' AS day, sum((v->>'amount')::bigint) AS amount
             FROM jsonb_array_elements(p_items) v GROUP BY 1, 2 ORDER BY 1, 2 LOOP
    UPDATE limit_counters c SET used_minor = c.used_minor - r.amount, unit_id = p_unit
     WHERE c.issuer_id = p_issuer AND c.subject = r.subject AND c.local_day = r.day AND in_scope(c.distributor_id);
  END LOOP;
END $$;

-- Counts requests of many keys in the running minute; exact per key over all processes. Called on its own, outside a unit of work: a
-- request counts whether or not it succeeds. p_items: [{issuer, key, requests}]. Returns what each key has used in this window.
-- Raises PU004 on a number that is not positive, which would give requests instead of counting them.
CREATE OR REPLACE FUNCTION rate_take(p_items jsonb)
RETURNS TABLE (idx int, used bigint, window_start timestamptz) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record;
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(p_items) v WHERE ((v->>'requests')::bigint > 0) IS NOT TRUE) THEN
    RAISE EXCEPTION 'no number of requests' USING ERRCODE = 'PU004';
  END IF;
  window_start := date_trunc('minute', clock_timestamp());
  FOR r IN SELECT (x.n - 1)::int AS n, (x.v->>'issuer')::uuid AS issuer, 'key:' || (x.v->>'key')::uuid AS subject,
                  (x.v->>'requests')::bigint AS requests
             FROM jsonb_array_elements(p_items) WITH ORDINALITY AS x(v, n) ORDER BY 2, 3 LOOP
    idx := r.n;
    PERFORM set_config('app.issuer', r.issuer::text, true);
    INSERT INTO rate_counters AS c (issuer_id, subject, window_start, used) VALUES (r.issuer, r.subject, window_start, r.requests)
    ON CONFLICT (issuer_id, subject, window_start) DO UPDATE SET used = c.used + excluded.used RETURNING c.used INTO used;
    RETURN NEXT;
  END LOOP;
END $$;
