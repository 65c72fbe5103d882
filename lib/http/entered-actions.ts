/*
 * Next answers the arguments of a server action that it cannot decode with a 500, as it does a bug. Which of the two it was is known here:
 * an action that was entered had arguments that could be decoded. The front server reads what the action's door wrote, in the same process;
 * where only Next runs nobody expects an action, and nothing is kept.
 */

const KEY = Symbol.for("distributor-portal.entered-actions");
const holder = globalThis as { [KEY]?: Map<string, boolean> };
holder[KEY] ??= new Map();
const entered = holder[KEY];

/** Begins to remember whether the action of a request is entered. @returns how to forget it */
export function expectAction(requestId: string): () => void {
  entered.set(requestId, false);
  return () => void entered.delete(requestId);
}

/** Remembers that the action of a request has begun, if somebody wants to know. */
export function noteEntered(requestId: string): void {
  if (entered.has(requestId)) entered.set(requestId, true);
}

/** Whether the action of an expected request has begun. */
export function wasEntered(requestId: string): boolean {
  return entered.get(requestId) ?? false;
}
