import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DevelopersShell } from "../_components/developers-shell";
import { Endpoint } from "../_components/endpoint";
import { Markdown } from "../_components/markdown";
import { DOCUMENT } from "../_reference/document";
import { readContents } from "../_reference/read-contents";
import { readReference } from "../_reference/read-reference";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("referenceTitle"), description: t("referenceSummary") };
}

/** Every endpoint, from the committed OpenAPI document. */
export default async function ReferencePage() {
  const t = await getTranslations("developers");
  return (
    <DevelopersShell contents={readContents()} current="/developers/reference">
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{t("referenceTitle")}</h1>
      <div lang="en" data-verbatim className="mt-4 flex flex-col gap-12">
        <Markdown text={DOCUMENT.info.description} />
        {readReference().map(({ name, description, endpoints }) => (
          <section key={name} className="flex flex-col gap-8">
            <div>
              <h2 className="text-xl font-semibold tracking-[-0.01em]">{name}</h2>
              <p className="mt-1 max-w-[68ch] text-ink-2">{description}</p>
            </div>
            {endpoints.map((endpoint) => (
              <Endpoint key={endpoint.id} endpoint={endpoint} />
            ))}
          </section>
        ))}
      </div>
    </DevelopersShell>
  );
}
