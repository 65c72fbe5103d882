import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import { view } from "@/lib/http/view";
import { PeopleTable } from "../_components/people-table";
import { readPeople } from "../read-people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

/** Who works here, a distributor's people or the issuer's. */
export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const removed = (await searchParams).show === "removed";
  const [t, list] = await Promise.all([getTranslations("people"), view((ctx) => readPeople(ctx, removed))]);
  const invite = list.canChange ? (
    <LinkButton href="/people/invite" variant="primary" icon={<UserPlus aria-hidden="true" />}>
      {t("invite.button")}
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} actions={invite} />
      {list.fewDeciders ? <Callout title={t("few.title")}>{t("few.text")}</Callout> : null}
      <Tabs
        label={t("tabs.label")}
        current={removed ? "removed" : "here"}
        tabs={[
          { key: "here", label: t("tabs.here"), href: "/people" },
          { key: "removed", label: t("tabs.removed"), href: "/people?show=removed" },
        ]}
      />
      {list.people.length > 0 ? (
        <PeopleTable people={list.people} />
      ) : (
        <EmptyState kind="no-match" title={t("none.title")}>
          {t("none.text")}
        </EmptyState>
      )}
      {invite ? <p className="lg:hidden">{invite}</p> : null}
    </>
  );
}
