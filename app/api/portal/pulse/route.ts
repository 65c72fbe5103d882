import { readForPage } from "@/lib/http/portal-route";
import { readPulse } from "@/lib/operations";

/** What an open page asks every few seconds: whether anything has happened, and how many requests wait for this person. */
export function GET(): Promise<Response> {
  return readForPage(
    async (ctx) => {
      const { head, needsMe } = await readPulse(ctx);
      return { head, needsMe };
    },
    { background: true },
  );
}
