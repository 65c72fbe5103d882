import { readKey } from "@/lib/api-keys";
import { listRequests, readRequest } from "@/lib/api-requests";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { type Id, showId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import type { RequestsQuery } from "./requests-query";
import { type SerialisedRequest, serialiseRequest } from "./serialise-request";

/** The key that a log belongs to. */
type OfKey = { readonly key: { readonly id: string; readonly label: string } };

/** A page of the log of a key, newest first. */
export type RequestsView = OfKey & { readonly requests: readonly SerialisedRequest[]; readonly next: string | null };

/** One request with its bodies, as text that is indented; null where there was none. */
export type RequestView = OfKey & {
  readonly request: SerialisedRequest;
  readonly requestBody: string | null;
  readonly responseBody: string | null;
};

/**
 * The page of a log that an address names, in one unit of work; a cursor that is none is the newest page.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`
 */
export async function readRequests(ctx: Ctx, keyId: Id<"apiKey">, query: RequestsQuery): Promise<RequestsView> {
  const key = await readOwnKey(ctx, keyId);
  const page = await pageOf(ctx, keyId, query);
  return { key, requests: page.items.map(serialiseRequest), next: page.nextCursor };
}

/**
 * The request of a key that an address names, in one unit of work.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, `api-requests.not-found`, also for another key's
 */
export async function readOneRequest(ctx: Ctx, keyId: Id<"apiKey">, requestId: string): Promise<RequestView> {
  const key = await readOwnKey(ctx, keyId);
  const request = await readRequest(ctx, { requestId });
  if (request.keyId !== keyId) throw new DomainError("api-requests.not-found");
  const text = (body: unknown) => (body === null ? null : JSON.stringify(body, null, 2));
  return {
    key,
    request: serialiseRequest(request),
    requestBody: text(request.requestBody),
    responseBody: text(request.responseBody),
  };
}

async function readOwnKey(ctx: Ctx, keyId: Id<"apiKey">): Promise<OfKey["key"]> {
  const { id, label } = await readKey(ctx, { keyId });
  return { id: showId("apiKey", id), label };
}

async function pageOf(ctx: Ctx, keyId: Id<"apiKey">, { status, after }: RequestsQuery) {
  try {
    return await listRequests(ctx, { keyId, status, cursor: after });
  } catch (error) {
    if (after && isDomainError(error) && error.code === "pagination.bad-cursor") {
      return listRequests(ctx, { keyId, status });
    }
    throw error;
  }
}
