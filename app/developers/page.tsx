import { ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { env } from "@/lib/config/env";
import { CodeBlock } from "./_components/code-block";
import { DevelopersShell } from "./_components/developers-shell";
import { portalOrigin } from "./_components/portal-origin";
import { GUIDES, readGuide } from "./_guides/guides";
import { readContents } from "./_reference/read-contents";
import { readReference } from "./_reference/read-reference";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("developers"))("title") };
}

/** Where somebody begins who has to integrate: what the API is, the first call, all there is to read. */
export default async function DevelopersPage() {
  const t = await getTranslations("developers");
  const origin = await portalOrigin();
  const guides = GUIDES.map((name) => readGuide(name, origin));
  const create = readReference()
    .flatMap(({ endpoints }) => endpoints)
    .find(({ id }) => id === "createOperation");
  return (
    <DevelopersShell contents={readContents()} current="/developers">
      <div className="grid grid-cols-1 items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col items-start gap-4">
          <h1 className="text-3xl font-semibold tracking-[-0.025em]">{t("title")}</h1>
          <p className="max-w-[52ch] text-l text-ink-2">{t("lead")}</p>
          <div className="flex flex-wrap gap-2.5 print:hidden">
            <LinkButton href="/developers/first-call" variant="primary" size="l">
              {t("start")}
              <ArrowRight aria-hidden="true" />
            </LinkButton>
            <LinkButton href="/developers/reference" size="l">
              {t("reference")}
            </LinkButton>
          </div>
          {env().trial ? (
            <Callout tone="idle">
              {t("trial")}{" "}
              <Link href="/trial" prefetch={false} className="font-medium text-accent underline underline-offset-2">
                {t("trialLink")}
              </Link>
            </Callout>
          ) : null}
        </div>
        <div lang="en" data-verbatim className="min-w-0">
          <CodeBlock code={create?.lines[0]?.curl ?? ""} language="sh" title={create?.summary ?? ""} />
        </div>
      </div>

      <section className="mt-12" aria-labelledby="facts">
        <h2 id="facts" className="mb-3 text-l font-semibold">
          {t("facts.title")}
        </h2>
        <DefinitionList
          className="max-w-[72ch]"
          items={[
            {
              term: t("facts.base"),
              value: <code data-verbatim className="font-mono text-s">{`${origin}/api/v1`}</code>,
            },
            { term: t("facts.auth"), value: t("facts.authValue") },
            { term: t("facts.format"), value: t("facts.formatValue") },
            { term: t("facts.rate"), value: t("facts.rateValue") },
            { term: t("facts.retry"), value: t("facts.retryValue") },
          ]}
        />
      </section>

      <section className="mt-12" aria-labelledby="guides">
        <h2 id="guides" className="mb-3 text-l font-semibold">
          {t("guides")}
        </h2>
        <ul className="flat-list grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {guides.map(({ name, title, summary }) => (
            <li
              key={name}
              className="relative rounded-card border border-line bg-surface px-4.5 py-4 transition-colors hover:border-line-strong"
            >
              <h3 lang="en" data-verbatim className="font-semibold">
                <Link
                  href={`/developers/${name}`}
                  className="no-underline after:absolute after:inset-0 after:rounded-card"
                >
                  {title}
                </Link>
              </h3>
              <p lang="en" data-verbatim className="mt-1 text-s text-ink-3">
                {summary}
              </p>
            </li>
          ))}
        </ul>
      </section>

      <section className="mt-12" aria-labelledby="machines">
        <h2 id="machines" className="mb-3 text-l font-semibold">
          {t("machines.title")}
        </h2>
        <ul className="flat-list flex flex-col gap-2 text-s">
          {(
            [
              ["/api/openapi/distributor-v1", "openapi"],
              ["/api/openapi/public-v1", "publicOpenapi"],
              ["/llms.txt", "llms"],
            ] as const
          ).map(([href, key]) => (
            <li key={href} className="flex flex-wrap items-baseline gap-x-3">
              {/* Plain links: these are files, not pages. */}
              <a href={href} data-verbatim className="font-mono text-xs text-accent underline underline-offset-2">
                {href}
              </a>
              <span className="text-ink-3">{t(`machines.${key}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </DevelopersShell>
  );
}
