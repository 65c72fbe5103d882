import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DevelopersShell } from "../_components/developers-shell";
import { Endpoint } from "../_components/endpoint";
import { Markdown } from "../_components/markdown";
import { portalOrigin } from "../_components/portal-origin";
import { DOCUMENT } from "../_reference/document";
import { readContents } from "../_reference/read-contents";
import { readReference } from "../_reference/read-reference";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("referenceTitle"), description: t("referenceSummary") };
}

/** What each line of curl on this page takes for granted. */
const BEFORE = `Each request comes with an API key in its header, and names the key's distributor in its address. The lines to copy take these
from three variables; [Your first call](/developers/first-call) says where to get them.

\`\`\`sh
export PORTAL={{origin}}
export DISTRIBUTOR=dst_…
export KEY=uwk_…
\`\`\``;

/** Every endpoint, from the committed OpenAPI document. */
export default async function ReferencePage() {
  const t = await getTranslations("developers");
  return (
    <DevelopersShell contents={readContents()} current="/developers/reference">
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{t("referenceTitle")}</h1>
      <div lang="en" data-verbatim className="mt-4 flex flex-col gap-12">
        <div className="flex flex-col gap-4">
          <Markdown text={DOCUMENT.info.description} />
          <Markdown text={BEFORE.replaceAll("{{origin}}", await portalOrigin())} />
        </div>
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
