import { readForPage } from "@/lib/http/portal-route";
import { SEEN_HEADER } from "@/lib/kernel/pulse";
import { readPulse } from "@/lib/operations";
import { worksForIssuer } from "@/lib/organisations";

/**
 * What an open page asks every few seconds: whether anything has happened, and how many requests wait for this person. It also says whether
 * somebody has moved at the screen since it asked last: that alone keeps the session of a page alive.
 */
export function GET(request: Request): Promise<Response> {
  return readForPage(
    async (ctx) => {
      // The issuer's pages do not move by themselves; that somebody is there is told all the same.
      if (worksForIssuer(ctx)) return { head: "", needsMe: 0 };
      const { head, needsMe } = await readPulse(ctx);
      return { head, needsMe };
    },
    { background: !request.headers.has(SEEN_HEADER) },
  );
}
