import type { z } from "zod";
import type { ErrorCode } from "@/lib/kernel/errors";
import type { Id, IdKind } from "@/lib/kernel/ids";
import type { Caller, Ctx, IdempotentRequest, KeyPrincipal, Permission, Request } from "@/lib/runtime";

/** A path parameter beside `distributorID`: an id of one kind; any other text is answered as an id that does not exist. */
export type PathId = { readonly kind: IdKind; readonly otherwise: ErrorCode };

/** What a handler is given, all of it settled: the key may do this, the distributor is its own, query and body have their shape. */
export type Call<Query, Body> = {
  readonly distributorId: Id<"distributor">;
  /** The ids in the path beside the distributor's, by name. */
  readonly ids: Readonly<Record<string, Id<IdKind>>>;
  readonly query: Query;
  readonly body: Body;
  /** The path that was asked for, for links to further pages. */
  readonly path: string;
  readonly idempotency: IdempotentRequest | null;
};

/** What a handler answers; the status is 200. */
export type Answer<Reply> = { readonly body: Reply; readonly headers?: Readonly<Record<string, string>> };

/** Serves a call in a unit of work of its own. */
export type Own<Query, Body, Reply> = { handle(ctx: Ctx, call: Call<Query, Body>): Promise<Answer<Reply>> };

/** Has a shared verb serve a call, in one unit of work with what others ask for at this moment. */
export type Together<Query, Body, Reply> = {
  serve(caller: Caller, request: Request, call: Call<Query, Body>): Promise<Answer<Reply>>;
};

/** Answers a call from one statement that needs no unit of work. */
export type Glance<Query, Body, Reply> = { read(key: KeyPrincipal, call: Call<Query, Body>): Promise<Answer<Reply>> };

/** What the document shows of an endpoint, of one story in all of them: bodies and a query that are right, and the reply. */
export type Examples = {
  readonly bodies?: Readonly<Record<string, { readonly summary: string; readonly value: object }>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly reply: unknown;
};

/**
 * One endpoint, as a value. The OpenAPI document, the route files under `app/api/v1` and the front server's fast path come from the list of
 * these. How it is served knows no transport.
 */
export type Endpoint<Query, Body, Reply> = {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT";
  /** With parameters in braces; `{distributorID}` must be the key's own distributor. */
  readonly path: string;
  /** The group that the document shows it in. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly params: Readonly<Record<string, PathId>>;
  readonly query: z.ZodType<Query>;
  /** Null where a body is not read. With one, `Idempotency-Key` is honoured. */
  readonly body: z.ZodType<Body> | null;
  readonly reply: z.ZodType<Reply>;
  readonly examples: Examples;
  /** Whether the answer leads to further pages by `Link`. */
  readonly links?: boolean;
  /** Refusals of its own, beside those of every endpoint; they become the document's responses. */
  readonly errors: readonly ErrorCode[];
  /** Refusals that are a 404 here, whatever their kind says elsewhere. */
  readonly notFound?: readonly ErrorCode[];
  /** Names the act in the audit when it is refused; reads leave it out. */
  readonly tries?: { readonly action: string; readonly subjectKind?: string };
} & (Own<Query, Body, Reply> | Together<Query, Body, Reply> | Glance<Query, Body, Reply>);

// biome-ignore lint/suspicious/noExplicitAny: queries, bodies and replies differ by endpoint; each parses its own.
export type AnyEndpoint = Endpoint<any, any, any>;

/** Gives an endpoint its types; the list in `distributor-v1/endpoints.ts` keeps it. */
export function endpoint<Query, Body, Reply>(value: Endpoint<Query, Body, Reply>): Endpoint<Query, Body, Reply> {
  return value;
}
