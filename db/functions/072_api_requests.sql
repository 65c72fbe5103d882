-- Keeps answered requests of keys, many of one issuer in one call, and counts what each key was used for on its distributor's own day. Called in
-- a unit of its own, after the answers. What is there already (a call whose outcome nobody learnt is made again) is neither kept nor counted
-- twice; whose a request is, its key says.
-- p_rows: [{id, key, at, method, path, query?, status, latency, address?, request?, response?, operation?}]. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION api_requests_write(p_issuer uuid, p_unit uuid, p_rows jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF EXISTS (SELECT FROM (SELECT DISTINCT (v->>'key')::uuid AS id FROM jsonb_array_elements(p_rows) v) r
               JOIN api_keys k ON k.issuer_id = p_issuer AND k.id = r.id WHERE NOT in_scope(k.distributor_id)) THEN
    RAISE EXCEPTION 'request outside the scope' USING ERRCODE = 'PU001';
  END IF;
  WITH kept AS (
    INSERT INTO api_requests AS q (issuer_id, id, distributor_id, key_id, at, method, path, query, status, latency_ms, address,
                                   request_body, response_body, operation_id, unit_id)
    SELECT p_issuer, r.id, k.distributor_id, k.id, r.at, r.method, r.path, r.query, r.status, r.latency, r.address,
           r.request, r.response, r.operation, p_unit
      FROM jsonb_to_recordset(p_rows) AS r(id uuid, key uuid, at timestamptz, method text, path text, query text, status int, latency int,
                                           address text, request jsonb, response jsonb, operation uuid)
      JOIN api_keys k ON k.issuer_id = p_issuer AND k.id = r.key
    ON CONFLICT DO NOTHING RETURNING q.key_id, q.distributor_id, q.at, q.address
  ), days AS (
    SELECT x.key_id, x.distributor_id, to_char(x.at AT TIME ZONE d.time_zone, 'YYYY-MM-DD') AS local_day, count(*) AS requests,
           max(x.at) AS last_at, (array_agg(x.address ORDER BY x.at DESC))[1] AS last_from
      FROM kept x JOIN distributors d ON d.issuer_id = p_issuer AND d.id = x.distributor_id GROUP BY 1, 2, 3
  )
  -- Of each key its last day alone, in the order of the keys: another process counts the same ones at the same time.
  INSERT INTO api_key_usage AS u (issuer_id, key_id, distributor_id, last_used_at, last_used_from, local_day, requests, unit_id)
  SELECT DISTINCT ON (y.key_id) p_issuer, y.key_id, y.distributor_id, y.last_at, y.last_from, y.local_day, y.requests, p_unit
    FROM days y ORDER BY y.key_id, y.local_day DESC
  ON CONFLICT (issuer_id, key_id) DO UPDATE
     SET last_used_at = greatest(u.last_used_at, excluded.last_used_at),
         last_used_from = CASE WHEN excluded.last_used_at < u.last_used_at THEN u.last_used_from ELSE excluded.last_used_from END,
         requests = CASE WHEN excluded.local_day < u.local_day THEN u.requests
                         WHEN excluded.local_day = u.local_day THEN u.requests + excluded.requests ELSE excluded.requests END,
         local_day = greatest(u.local_day, excluded.local_day), unit_id = excluded.unit_id;
END $$;
