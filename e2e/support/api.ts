import { type Client, openClient } from "@/lib/api/client";
import { baseURL, distributorA } from "./trial";

/** A client of the Distributor API with the first distributor's key. */
export function distributorApi(): Client {
  const { id, apiKey } = distributorA();
  return openClient({ base: baseURL, distributorID: id, key: apiKey });
}

/** Makes a cash-in with the key, for journeys that are about what happens afterwards; its shown id. */
export async function sendCashIn(cashIn: { phoneTo: string; amount: string; memo?: string }): Promise<string> {
  const { data } = await distributorApi().call("createOperation", { body: { operationType: "cash-in", ...cashIn } });
  return data.operationID;
}
