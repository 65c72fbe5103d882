/*
 * Next answers with a status of its own choice: 500 for a page that could not be read, 200 for an action whatever it returns, 401 for a last
 * step of sign-in that was not taken. Where the reason is that the database is away or busy, the answer is to come back soon; where one may not
 * see the page, it is 403. The front
 * server reads here what the doors wrote, in the same process; where only Next runs nobody expects a request, and nothing is kept.
 */

const KEY = Symbol.for("distributor-portal.away-requests");
type Met = { away: boolean; forbidden: boolean; shown: Shown | null };
const holder = globalThis as { [KEY]?: Map<string, Met> };
holder[KEY] ??= new Map();
const requests = holder[KEY];

/** What a page says that shows a refusal by itself: Next would send it as a 200. */
export type Shown = { readonly status: 429 | 503; readonly retryAfterSeconds: number };

/** Begins to remember whether a request meets a database that is away. @returns how to forget it */
export function expectRequest(requestId: string): () => void {
  requests.set(requestId, { away: false, forbidden: false, shown: null });
  return () => void requests.delete(requestId);
}

/** Remembers that a request has met one, if somebody wants to know. */
export function noteAway(requestId: string): void {
  const met = requests.get(requestId);
  if (met) met.away = true;
}

/** Remembers that a page was refused to whoever asked for it, if somebody wants to know. */
export function noteForbidden(requestId: string): void {
  const met = requests.get(requestId);
  if (met) met.forbidden = true;
}

/** Whether the page of an expected request was refused to whoever asked. */
export function wasForbidden(requestId: string): boolean {
  return requests.get(requestId)?.forbidden ?? false;
}

/** Remembers that a page shows a refusal by itself, if somebody wants to know. */
export function noteShown(requestId: string, shown: Shown): void {
  const met = requests.get(requestId);
  if (met) met.shown = shown;
}

/** Whether an expected request has met one. */
export function metAway(requestId: string): boolean {
  return requests.get(requestId)?.away ?? false;
}

/** What the page of an expected request shows by itself; null where it shows what was asked for. */
export function shownRefusal(requestId: string): Shown | null {
  return requests.get(requestId)?.shown ?? null;
}
