import { cookieName } from "@/lib/http/portal-cookies";
import { showId } from "@/lib/kernel/ids";
import type { World } from "../world";
import type { Exchange } from "./generate-load";

/** Cash-ins of the busy float by the bench's key, to each customer in turn. */
export function cashIn({ distributorId, key, wallets }: World): Exchange {
  return {
    method: "POST",
    path: `/api/v1/distributors/${showId("distributor", distributorId)}/operations`,
    headers: { authorization: `Bearer ${key.secret}`, "content-type": "application/json" },
    bodies: wallets.map(({ phone }) =>
      JSON.stringify({ operationType: "cash-in", amount: "1.00", phoneTo: phone, memo: "Bench" }),
    ),
    freshKey: true,
  };
}

/** The first page of the busy distributor's operations, as its tills ask for it; `query` narrows it. */
export function list({ distributorId, key }: World, query = ""): Exchange {
  return {
    method: "GET",
    path: `/api/v1/distributors/${showId("distributor", distributorId)}/operations${query}`,
    headers: { authorization: `Bearer ${key.secret}` },
  };
}

/** A page of the portal, as a signed-in checker opens it; `path` is its address. */
export function page({ checkerTokens }: World, path: string): Exchange {
  return {
    method: "GET",
    path,
    headers: { cookie: `${cookieName("session")}=${checkerTokens[0]}` },
  };
}

/** The busy float's balance, read by the bench's key. */
export function balance({ distributorId, key }: World): Exchange {
  return {
    method: "GET",
    path: `/api/v1/distributors/${showId("distributor", distributorId)}/balance`,
    headers: { authorization: `Bearer ${key.secret}` },
  };
}
