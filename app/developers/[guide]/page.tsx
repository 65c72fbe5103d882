import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DevelopersShell } from "../_components/developers-shell";
import { Markdown } from "../_components/markdown";
import { portalOrigin } from "../_components/portal-origin";
import { GUIDES, type GuideName, isGuide, readGuide } from "../_guides/guides";
import { readContents } from "../_reference/read-contents";

type Params = Promise<{ guide: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { guide: name } = await params;
  if (!isGuide(name)) return {};
  const { title, summary } = readGuide(name, "");
  return { title, description: summary, alternates: { types: { "text/markdown": `/developers/${name}.md` } } };
}

/** One guide, from its Markdown file. */
export default async function GuidePage({ params }: { params: Params }) {
  const { guide: name } = await params;
  if (!isGuide(name)) notFound();
  const t = await getTranslations("developers");
  const at = GUIDES.indexOf(name);
  const { markdown } = readGuide(name, await portalOrigin());
  return (
    <DevelopersShell contents={readContents()} current={`/developers/${name}`}>
      <div className="mx-auto flex max-w-[800px] flex-col gap-10 lg:mx-0">
        <article lang="en" data-verbatim>
          <Markdown text={markdown} />
        </article>
        <nav aria-label={t("guides")} className="grid gap-3 border-t border-line pt-5 sm:grid-cols-2 print:hidden">
          <Neighbour name={GUIDES[at - 1]} word={t("previous")} />
          <Neighbour name={GUIDES[at + 1]} word={t("next")} right />
        </nav>
        <p className="text-xs print:hidden">
          <a href={`/developers/${name}.md`} className="text-ink-3 underline underline-offset-2 hover:text-ink">
            {t("markdown")}
          </a>
        </p>
      </div>
    </DevelopersShell>
  );
}

function Neighbour({ name, word, right = false }: { name: GuideName | undefined; word: string; right?: boolean }) {
  if (!name) return <span className="max-sm:hidden" />;
  return (
    <Link
      href={`/developers/${name}`}
      className={`rounded-card border border-line bg-surface px-4 py-3 no-underline transition-colors hover:border-line-strong ${right ? "sm:text-right" : ""}`}
    >
      <span className="block text-xs text-ink-3">{word}</span>
      <span lang="en" data-verbatim className="font-medium">
        {readGuide(name, "").title}
      </span>
    </Link>
  );
}
