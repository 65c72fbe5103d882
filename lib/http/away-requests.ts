/*
 * Next answers with a status of its own choice: 500 for a page that could not be read, 200 for an action whatever it returns, 401 for a last
 * step of sign-in that was not taken. Where the reason is that the database is away or busy, the answer is to come back soon. The front
 * server reads here what the doors wrote, in the same process; where only Next runs nobody expects a request, and nothing is kept.
 */

const KEY = Symbol.for("distributor-portal.away-requests");
const holder = globalThis as { [KEY]?: Map<string, boolean> };
holder[KEY] ??= new Map();
const requests = holder[KEY];

/** Begins to remember whether a request meets a database that is away. @returns how to forget it */
export function expectRequest(requestId: string): () => void {
  requests.set(requestId, false);
  return () => void requests.delete(requestId);
}

/** Remembers that a request has met one, if somebody wants to know. */
export function noteAway(requestId: string): void {
  if (requests.has(requestId)) requests.set(requestId, true);
}

/** Whether an expected request has met one. */
export function metAway(requestId: string): boolean {
  return requests.get(requestId) ?? false;
}
