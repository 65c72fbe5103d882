import type { IncomingMessage, ServerResponse } from "node:http";
import { discardRest } from "./receive";

/** An answer that the front server gives itself. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Sends an answer, having taken in what is left of the request's body. HEAD gets the headers alone. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const isOver = await discardRest(request);
  if (response.destroyed) return;
  response.writeHead(reply.status, {
    ...reply.headers,
    "content-length": Buffer.byteLength(reply.body),
    ...(isOver ? {} : { connection: "close" }),
  });
  response.end(request.method === "HEAD" ? undefined : reply.body);
}
