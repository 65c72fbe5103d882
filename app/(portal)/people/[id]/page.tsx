import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PersonBadge } from "@/app/_people/person-badge";
import { PageHeader } from "@/components/layout/page-header";
import { view } from "@/lib/http/view";
import { readId } from "@/lib/kernel/ids";
import { AuditTable } from "../../audit/_components/audit-table";
import { readAuditQuery } from "../../audit/audit-query";
import { PersonActions } from "./_components/person-actions";
import { PersonFacts } from "./_components/person-facts";
import { readOne } from "./read-one";

// The title and the page ask in one request: one unit of work answers both.
const personOf = cache((shown: string) => {
  const id = readId("person", shown);
  return id ? view((ctx) => readOne(ctx, id)) : notFound();
});

export async function generateMetadata({ params }: PageProps<"/people/[id]">): Promise<Metadata> {
  return { title: (await personOf((await params).id)).person.name };
}

/** One person: who they are here, what an admin may change, and what has happened to them. */
export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const [t, { person, canChange, operationsPath, history }] = await Promise.all([
    getTranslations("people"),
    personOf((await params).id),
  ]);
  return (
    <div className="flex w-full max-w-5xl flex-col gap-3.5">
      <PageHeader title={person.name} backHref="/people" aside={<PersonBadge person={person} />} />
      <PersonFacts person={person} />
      {canChange && person.status !== "removed" ? (
        <PersonActions person={person} operationsPath={operationsPath} />
      ) : null}
      {history && history.length > 0 ? (
        <section className="flex flex-col gap-2.5">
          <h2 className="pt-2 text-s font-medium text-ink-3">{t("history")}</h2>
          <AuditTable entries={history} query={readAuditQuery("")} />
        </section>
      ) : null}
    </div>
  );
}
