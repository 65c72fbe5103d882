import type { Tx } from "@/db/client";

/**
 * Lets reads of one kind that meet in one unit of work share one statement: of several callers who share a unit, each says by itself who it is.
 * @param readAll reads many keys; what is missing from its answer does not exist
 */
export function readTogether<K, V>(
  readAll: (tx: Tx, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (tx: Tx, key: K) => Promise<V | undefined> {
  const gathering = new WeakMap<Tx, { readonly keys: Set<K>; readonly answer: Promise<ReadonlyMap<K, V>> }>();
  return async (tx, key) => {
    let meeting = gathering.get(tx);
    if (!meeting) {
      const keys = new Set<K>();
      const answer = Promise.resolve().then(() => {
        gathering.delete(tx);
        return readAll(tx, [...keys]);
      });
      meeting = { keys, answer };
      gathering.set(tx, meeting);
    }
    meeting.keys.add(key);
    return (await meeting.answer).get(key);
  };
}
