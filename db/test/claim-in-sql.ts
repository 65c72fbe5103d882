import type postgres from "postgres";
import type { TestPerson } from "./world";

/** Where somebody decides: the issuer, and the organisation that their session works for. */
export type SqlDesk = { readonly issuerId: string; readonly desk: string };

/**
 * Approves an operation as somebody with the application's role could: by a call of their own, from what stands in the row. `said` is what the
 * call says otherwise.
 */
export function claimInSql(
  tx: postgres.TransactionSql,
  unit: string,
  { issuerId, desk }: SqlDesk,
  operation: string,
  by: Pick<TestPerson, "id" | "sessionId" | "proof">,
  said: Readonly<Record<string, string | null>> = {},
) {
  const item = { decision: "approve", comment: "x", person: by.id, session: by.sessionId, proof: by.proof, ...said };
  return tx<{ outcome: string }[]>`
    select c.outcome from operations o, lateral operations_claim(${issuerId}, ${unit}, ${desk}, jsonb_build_array(jsonb_build_object(
      'operation', o.id, 'revision', o.revision, 'digest', encode(o.digest, 'hex')) || ${tx.json(item)}::jsonb)) c where o.id = ${operation}`;
}
