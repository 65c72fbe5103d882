import { portalOrigin } from "../../_components/portal-origin";
import { isGuide, readGuide } from "../../_guides/guides";

type Context = { params: Promise<{ guide: string }> };

/** A guide as its Markdown, under the address of its page with an ending: `/developers/first-call.md`. Kept by
 * nobody: its lines to copy name the host that was asked for. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { guide: name } = await params;
  if (!isGuide(name)) return new Response(null, { status: 404 });
  const origin = await portalOrigin();
  // Who reads one guide as Markdown reads the next as Markdown, from wherever it was kept.
  const markdown = readGuide(name, origin).markdown.replace(/\]\(\/developers\/([a-z-]+)/g, (link, other: string) =>
    isGuide(other) ? `](${origin}/developers/${other}.md` : link,
  );
  return new Response(markdown, {
    headers: { "cache-control": "no-store", "content-type": "text/markdown; charset=utf-8" },
  });
}
