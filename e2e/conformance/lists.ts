import { isDeepStrictEqual } from "node:util";
import { type Kit, NotAsked } from "./kit";

type Listed = { readonly operationID: string };

/** The ids of a list, in its order. */
export const idsOf = (list: readonly Listed[]) => list.map(({ operationID }) => operationID);

/** Walks along `Link` for so many pages at most; the ids that were seen. */
export async function walk(kit: Kit, rest: string, pages: number): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = `/api/v1/distributors/${kit.options.distributor}/${rest}`;
  for (let n = 0; n < pages && next; n++) {
    const { json, headers } = await kit.ask({ path: next });
    ids.push(...idsOf(json));
    next = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ""))?.[1];
  }
  return ids;
}

/**
 * Compares with a list that others may change: what was found counts if the list was the same before and after.
 * @throws NotAsked when it never was
 */
export async function whileStill(
  kit: Kit,
  rest: string,
  check: (list: readonly Listed[]) => Promise<void>,
): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const { json } = await kit.ask({ rest });
    const failure = await check(json).then(
      () => null,
      (error: Error) => error,
    );
    const after = (await kit.ask({ rest })).json;
    if (!isDeepStrictEqual(json, after)) continue;
    if (failure) throw failure;
    return;
  }
  throw new NotAsked("the list changed each of ten times while it was compared");
}
