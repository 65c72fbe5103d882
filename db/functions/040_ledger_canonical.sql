-- The text that is hashed. Every field is an id, a number, a code or an instant, none of which can contain a separator, so two
-- different transfers never share a text. The verifier rebuilds it from the rows with these same functions, set-wise: it has the legs'
-- texts joined already, and this expression is inlined into its query.
CREATE OR REPLACE FUNCTION ledger_text(
  p_issuer uuid, p_organisation uuid, p_sequence bigint, p_transfer uuid, p_operation uuid, p_at timestamptz, p_currency text, p_legs text)
RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT concat_ws('|', 'transfer/1', p_issuer, p_organisation, p_sequence, p_transfer, coalesce(p_operation::text, '-'),
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_currency, p_legs)
$$;

CREATE OR REPLACE FUNCTION ledger_leg_text(p_account uuid, p_amount bigint, p_version bigint, p_balance bigint) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT concat_ws(':', p_account, p_amount, p_version, p_balance) $$;

CREATE OR REPLACE FUNCTION ledger_canonical(
  p_issuer uuid, p_organisation uuid, p_sequence bigint, p_transfer uuid, p_operation uuid, p_at timestamptz, p_currency text,
  p_accounts uuid[], p_amounts bigint[], p_versions bigint[], p_balances bigint[]) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT ledger_text(p_issuer, p_organisation, p_sequence, p_transfer, p_operation, p_at, p_currency,
    (SELECT string_agg(ledger_leg_text(a, m, v, b), '|' ORDER BY n)
       FROM unnest(p_accounts, p_amounts, p_versions, p_balances) WITH ORDINALITY AS leg(a, m, v, b, n)))
$$;
