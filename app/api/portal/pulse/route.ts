import { readForPage } from "@/lib/http/portal-route";
import { SEEN_HEADER } from "@/lib/kernel/pulse";
import { readPulse } from "@/lib/operations";
import { worksForIssuer } from "@/lib/organisations";

/**
 * What an open page asks every few seconds: whether anything has happened, how many requests wait for this person, and how many
 * notices they have not seen. It also says whether
 * somebody has moved at the screen since it asked last: that alone keeps the session of a page alive.
 */
export function GET(request: Request): Promise<Response> {
  return readForPage(
    async (ctx) => {
      const { head, needsMe, unread } = await readPulse(ctx);
      // The issuer's pages do not move by themselves, but for the bell; that somebody is there is told all the same.
      return worksForIssuer(ctx) ? { head: "", needsMe: 0, unread } : { head, needsMe, unread };
    },
    { background: !request.headers.has(SEEN_HEADER) },
  );
}
