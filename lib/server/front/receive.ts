import type { IncomingMessage } from "node:http";
import { SenderGone } from "@/lib/http/api-request";

/** How much of a body that nobody wants is still taken in, so that its sender gets to read the answer. */
const DISCARDED = 4 * 1024 * 1024;
const PATIENCE = 2_000;

/**
 * The whole body of a request, or null when it has more than `limit` bytes; of those none is kept.
 * @throws SenderGone
 */
export function receive(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let size = 0;
    let chunks: Buffer[] = [];
    const settle = (outcome: () => void) => {
      request.off("data", take).off("end", end).off("close", gone).off("error", gone);
      outcome();
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      request.pause();
      settle(() => resolve(null));
    };
    const end = () => settle(() => resolve(Buffer.concat(chunks)));
    const gone = () => settle(() => reject(new SenderGone("the sender of a request went away")));
    request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  });
}

/**
 * Takes in what is left of a body before an early answer: a connection that is closed with unread bytes is reset, and the answer may be
 * lost with it. Gives up after 4 MiB or two seconds.
 * @returns whether the body is over, so that the connection can be used again
 */
export function discardRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(true);
  return new Promise((resolve) => {
    let size = 0;
    const settle = (over: boolean) => {
      clearTimeout(timer);
      request.off("data", take).off("end", end).off("close", end).off("error", end);
      resolve(over);
    };
    const timer = setTimeout(() => settle(false), PATIENCE);
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARDED) settle(false);
    };
    const end = () => settle(true);
    request.on("data", take).on("end", end).on("close", end).on("error", end);
    request.resume();
  });
}
