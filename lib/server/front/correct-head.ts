import type { IncomingMessage, ServerResponse } from "node:http";
import { expectRequest, metAway, shownRefusal, wasForbidden } from "@/lib/http/away-requests";
import { expectAction, wasEntered } from "@/lib/http/entered-actions";

/**
 * Corrects what Next answers. What somebody signed in has seen is kept out of every cache, also where Next would let it be kept (built files
 * are the same for everyone and stay cacheable); arguments of an action that could not be decoded get the 400 that they are; what could not
 * be done because the database is away gets a 503 that says when to come back; a page that shows a refusal by itself gets its status, and one that was refused whole a 403.
 */
export function correctHead(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  if (request.url?.startsWith("/_next/static/")) return;
  const isPersonal = request.headers.cookie !== undefined;
  const isAction = request.headers["next-action"] !== undefined;
  response.once("close", expectRequest(requestId));
  if (isAction) response.once("close", expectAction(requestId));
  beforeHead(response, (status) => {
    if (isPersonal) response.setHeader("cache-control", "private, no-store");
    const shown = shownRefusal(requestId);
    if (shown || ((status >= 400 || isAction) && metAway(requestId))) {
      response.setHeader("cache-control", "no-store");
      response.setHeader("retry-after", String(shown?.retryAfterSeconds ?? 1));
      return shown?.status ?? 503;
    }
    if (status === 500 && wasForbidden(requestId)) return 403;
    return isAction && status === 500 && !wasEntered(requestId) ? 400 : status;
  });
}

/**
 * Changes an answer of Next at the last moment, when its status is known and nothing of it has been sent.
 * @param change returns the status to send
 */
function beforeHead(response: ServerResponse, change: (status: number) => number): void {
  const writeHead = response.writeHead;
  response.writeHead = function (this: ServerResponse, ...[status, ...rest]: Parameters<typeof writeHead>) {
    return writeHead.apply(this, [change(status), ...rest] as Parameters<typeof writeHead>);
  } as typeof writeHead;
}
