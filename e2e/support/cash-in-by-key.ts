import { ask, outcome } from "./distributor-api";
import type { OwnDistributor } from "./own-distributor";

/** Asks for a cash-in with a distributor's API key: status of the answer, and the code of a refusal. */
export async function cashInByKey({ id, apiKey }: OwnDistributor, phoneTo: string, amount: string): Promise<string> {
  const path = `/api/v1/distributors/${id}/operations`;
  const body = { operationType: "cash-in", phoneTo, amount };
  return outcome(await ask({ method: "POST", path, key: apiKey, body }));
}
