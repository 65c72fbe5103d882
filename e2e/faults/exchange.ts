import type { IncomingHttpHeaders } from "node:http";

/** What came back: an answer, or nothing. */
export type Answer = {
  /** 0 where the connection was lost. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

/** A request as it goes out. */
export type Ask = {
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
