import type { Permission } from "@/lib/runtime";
import type { Ids } from "./ids";

/** One request that a route answers. `permission`: of a key under `app/api/v1`, of a person in a session elsewhere; null is anybody's. */
export type Ask = {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: (ids: Ids) => string;
  readonly permission: Permission | null;
  /** What it names only people of this kind of organisation have, although the permission is of both. */
  readonly in?: "issuer" | "distributor";
  /** What it names is all distributors' of an issuer: whom one pays. */
  readonly shared?: boolean;
  /** The issuer's staff have it of every distributor at their desk. */
  readonly atIssuersDesk?: boolean;
  readonly body?: (ids: Ids) => object;
};

const V1 = "app/api/v1/distributors/[distributorID]";
const DISTRIBUTOR = (ids: Ids) => `/api/v1/distributors/${ids.distributor}`;
const ELSEWHERE: Ask = { method: "GET", path: () => "/api/v1/nothing", permission: null };
const cashIn = (ids: Ids) => ({ operationType: "cash-in", amount: "1.00", phoneTo: ids.phone });

/** Every route file there is, and all that it answers. A test fails when one is missing. */
export const ROUTES: Readonly<Record<string, readonly Ask[]>> = {
  [`${V1}/balance/route.ts`]: [
    { method: "GET", path: (ids) => `${DISTRIBUTOR(ids)}/balance`, permission: "balance.read" },
  ],
  [`${V1}/cashouts/route.ts`]: [
    { method: "GET", path: (ids) => `${DISTRIBUTOR(ids)}/cashouts`, permission: "withdrawals.read" },
  ],
  [`${V1}/cashouts/[operationID]/route.ts`]: [
    {
      method: "PUT",
      path: (ids) => `${DISTRIBUTOR(ids)}/cashouts/${ids.withdrawal}`,
      permission: "operations.submit",
      body: (ids) => ({ cashOutFulfillmentType: "cash", transactionID: `R-${ids.withdrawal}` }),
    },
  ],
  [`${V1}/operations/route.ts`]: [
    { method: "GET", path: (ids) => `${DISTRIBUTOR(ids)}/operations`, permission: "operations.read" },
    { method: "POST", path: (ids) => `${DISTRIBUTOR(ids)}/operations`, permission: "operations.submit", body: cashIn },
  ],
  [`${V1}/operations/[operationID]/route.ts`]: [
    {
      method: "GET",
      path: (ids) => `${DISTRIBUTOR(ids)}/operations/${ids.operation}`,
      permission: "operations.read",
    },
  ],
  [`${V1}/recipients/route.ts`]: [
    {
      method: "GET",
      path: (ids) => `${DISTRIBUTOR(ids)}/recipients?phone=${encodeURIComponent(ids.phone)}`,
      permission: "recipients.read",
    },
  ],
  "app/api/v1/[[...path]]/route.ts": [ELSEWHERE],

  "app/api/portal/audit/export/route.ts": [
    { method: "GET", path: (ids) => `/api/portal/audit/export?about=${ids.operation}`, permission: "audit.read" },
  ],
  "app/api/portal/bulk/template/route.ts": [
    { method: "GET", path: () => "/api/portal/bulk/template?format=xlsx", permission: "operations.submit" },
  ],
  "app/api/portal/bulk/[id]/result/route.ts": [
    {
      method: "GET",
      path: (ids) => `/api/portal/bulk/${ids.file}/result`,
      permission: "operations.read",
      in: "distributor",
    },
  ],
  "app/api/portal/operations/export/route.ts": [
    { method: "GET", path: () => "/api/portal/operations/export", permission: "operations.read" },
  ],
  "app/api/portal/looks/route.ts": [
    {
      method: "POST",
      path: (ids) => `/api/portal/looks?operation=${ids.operation}`,
      permission: "operations.read",
      atIssuersDesk: true,
    },
  ],
  "app/api/portal/notices/route.ts": [{ method: "GET", path: () => "/api/portal/notices", permission: "notices.own" }],
  "app/api/portal/oddities/route.ts": [
    {
      method: "GET",
      path: (ids) => `/api/portal/oddities?amount=1.00&phone=${encodeURIComponent(ids.phone)}`,
      shared: true,
      permission: "operations.submit",
    },
  ],
  "app/api/portal/pulse/route.ts": [{ method: "GET", path: () => "/api/portal/pulse", permission: "home.read" }],
  "app/api/portal/recipients/route.ts": [
    {
      method: "GET",
      path: (ids) => `/api/portal/recipients?phone=${encodeURIComponent(ids.phone)}`,
      shared: true,
      permission: "recipients.read",
    },
    {
      method: "GET",
      path: (ids) => `/api/portal/recipients?shortCode=${ids.shortCode}`,
      shared: true,
      permission: "recipients.read",
    },
  ],

  "app/api/auth/[...nextauth]/route.ts": [{ method: "GET", path: () => "/api/auth/session", permission: null }],
  "app/api/health/ready/route.ts": [{ method: "GET", path: () => "/api/health/ready", permission: null }],
  "app/api/health/route.ts": [{ method: "GET", path: () => "/api/health", permission: null }],
  "app/api/openapi/distributor-v1/route.ts": [
    { method: "GET", path: () => "/api/openapi/distributor-v1", permission: null },
  ],
  "app/api/openapi/public-v1/route.ts": [{ method: "GET", path: () => "/api/openapi/public-v1", permission: null }],
  "app/developers/markdown/[guide]/route.ts": [
    { method: "GET", path: () => "/developers/first-call.md", permission: null },
  ],
  "app/llms.txt/route.ts": [{ method: "GET", path: () => "/llms.txt", permission: null }],
  "app/api/public/[[...path]]/route.ts": [
    { method: "GET", path: () => `/api/public/transfers/tx_${"0".repeat(64)}`, permission: null },
  ],
};
