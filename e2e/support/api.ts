import { type APIRequestContext, expect } from "@playwright/test";
import { distributorA } from "./trial";

/** A call of the Distributor API with the first distributor's key; `path` follows `/distributors/{id}`. */
export async function callApi<T>(
  request: APIRequestContext,
  method: "GET" | "POST" | "PUT",
  path: string,
  data?: Record<string, unknown>,
): Promise<T> {
  const { id, apiKey } = distributorA();
  const answer = await request.fetch(`/api/v1/distributors/${id}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}` },
    ...(data ? { data } : {}),
  });
  expect([path, answer.status(), await answer.text()]).toEqual([path, 200, expect.any(String)]);
  return (await answer.json()) as T;
}

/** Makes a cash-in with the key, for journeys that are about what happens afterwards; its shown id. */
export async function sendCashIn(
  request: APIRequestContext,
  cashIn: { phoneTo: string; amount: string; memo?: string },
): Promise<string> {
  const body = { operationType: "cash-in", ...cashIn };
  return (await callApi<{ operationID: string }>(request, "POST", "/operations", body)).operationID;
}
