import type { Id } from "@/lib/kernel/ids";

/** So many days a request stays in the log. */
export const KEPT_DAYS = 30;

/** How the answers of a log are told apart: done, refused, a fault of ours. */
export const STATUS_CLASSES = ["2xx", "4xx", "5xx"] as const;

/** A class of answers. */
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** JSON as the log keeps it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A request of a key in the log. `query` is redacted and without its "?"; `operationId` is what the request made, or had made before. */
export type LoggedRequest = {
  readonly requestId: string;
  readonly keyId: Id<"apiKey">;
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly status: number;
  readonly latencyMs: number;
  readonly address: string | null;
  readonly operationId: Id<"operation"> | null;
};

/** The same with its bodies, redacted and cut; null where there was none, or none that could be read. */
export type RequestDetail = LoggedRequest & { readonly requestBody: Json | null; readonly responseBody: Json | null };
