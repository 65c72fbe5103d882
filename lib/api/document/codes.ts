import { STATUS } from "@/lib/http/problem";
import { ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import type { AnyEndpoint } from "../contract";

/** What decides on the refusals of an endpoint. Without a permission it is open to anybody. */
export type Refusing = Pick<AnyEndpoint, "errors" | "notFound" | "body"> & {
  readonly permission: AnyEndpoint["permission"] | null;
};

/** What any request may be refused for, whatever the endpoint. */
const EVERYWHERE: readonly ErrorCode[] = [
  "request.unknown-field",
  "request.duplicate-field",
  "request.invalid",
  "runtime.internal",
  "runtime.database-unavailable",
  "runtime.busy",
];

/** What any request with a key may be refused for. */
const WITH_KEY: readonly ErrorCode[] = [
  "auth.invalid-api-key",
  "auth.address-not-allowed",
  "organisations.feature-off",
  "organisations.distributor-suspended",
  "api-keys.permission-missing",
  "organisations.distributor-not-found",
  "request.too-large",
  "api-keys.rate-limited",
  "request.rate-limited",
];

const WITH_BODY: readonly ErrorCode[] = [
  "request.malformed-json",
  "request.unsupported-media-type",
  "idempotency.key-malformed",
];

/** What a path that no endpoint has, and a method that its path does not have, are answered with. */
export const BESIDE_ENDPOINTS: readonly ErrorCode[] = ["request.not-found", "request.method-not-allowed"];

/** The codes that an endpoint may refuse with, by status, in the order of the statuses. */
export function codesOf(endpoint: Refusing): Map<number, readonly ErrorCode[]> {
  const codes = new Set([
    ...EVERYWHERE,
    ...(endpoint.permission ? WITH_KEY : []),
    ...(endpoint.body ? WITH_BODY : []),
    ...endpoint.errors,
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = statusOf(endpoint, code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([one], [other]) => one - other));
}

/** The status of a refusal at an endpoint, which may answer some of them with a 404. */
export function statusOf({ notFound }: Pick<Refusing, "notFound">, code: ErrorCode): number {
  return notFound?.includes(code) ? 404 : STATUS[ERRORS[code].kind];
}
