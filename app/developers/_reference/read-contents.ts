import type { Contents } from "../_components/developers-nav";
import { GUIDES, readGuide } from "../_guides/guides";
import { readReference } from "./read-reference";

/** What stands in the contents of every page for developers. */
export function readContents(): Contents {
  return {
    guides: GUIDES.map((name) => {
      const { title } = readGuide(name, "");
      return { name, title };
    }),
    endpoints: readReference().flatMap(({ endpoints }) =>
      endpoints.map(({ id, method, summary }) => ({ id, method, summary })),
    ),
  };
}
