import type { Id } from "@/lib/kernel/ids";
import type { Peer } from "./peer";

/** The sender went away in the middle of its body; there is nobody to answer. */
export class SenderGone extends Error {}

/** A request as any transport gives it. Parameters of the path are still percent-encoded; `search` is with or without its "?". */
export type ApiRequest = Peer & {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: string;
  header(name: string): string | null;
  /**
   * The whole body, or null when it is longer than `limit` bytes, in which case the rest is not read.
   * @throws SenderGone
   */
  readBody(limit: number): Promise<Uint8Array | null>;
};

/** What goes out; `keyId` is for the log. */
export type ApiReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly keyId?: Id<"apiKey">;
};
