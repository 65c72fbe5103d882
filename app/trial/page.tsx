import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrgMark } from "@/components/layout/org-mark";
import { TrialBar } from "@/components/layout/trial-bar";
import { ClockProvider } from "@/components/ui/clock";
import { LinkButton } from "@/components/ui/link-button";
import { readPeer } from "@/lib/http/peer";
import { mayLook, readTrialBoard } from "@/lib/trial";
import { KeepFresh } from "./_components/keep-fresh";
import { People } from "./_components/people";
import { Recipients } from "./_components/recipients";
import { SmsList } from "./_components/sms-list";
import { WithdrawalForm } from "./_components/withdrawal-form";

/** What does not exist has no title of its own either. */
export async function generateMetadata(): Promise<Metadata> {
  if (!mayLook(await headers())) return {};
  const t = await getTranslations("trial");
  return { title: t("title") };
}

/** SMS, authenticator codes and who is who, for whoever sits at this machine and tries the portal. A 404 for everybody else. */
export default async function TrialPage() {
  const asked = await headers();
  if (!mayLook(asked)) notFound();
  const board = await readTrialBoard(readPeer(asked).requestId);
  if (!board) notFound();
  const t = await getTranslations("trial");
  return (
    <ClockProvider zone={board.zone} zoneLabel={board.zoneLabel} now={board.now}>
      <TrialBar />
      <KeepFresh />
      <main className="mx-auto flex w-full max-w-[1320px] flex-col gap-5 px-4 pt-5 pb-12 sm:px-6 lg:pt-8">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <OrgMark name="T" />
          <div className="min-w-0 flex-1">
            <h1 className="text-l font-semibold tracking-[-0.01em] lg:text-xl">{t("title")}</h1>
            <p className="text-s text-ink-3 max-sm:hidden">{t("description")}</p>
          </div>
          <LinkButton href="/sign-in" target="_blank" variant="primary" icon={<ExternalLink aria-hidden="true" />}>
            {t("signIn")}
          </LinkButton>
          <p className="w-full text-s text-ink-2">{t("howTo")}</p>
        </header>
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]">
          <SmsList sms={board.sms} className="lg:col-start-2" />
          <div className="flex min-w-0 flex-col gap-5 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <People organisations={board.organisations} codesUntil={board.codesUntil} now={board.now} />
            <Recipients customers={board.customers} merchants={board.merchants} currency={board.currency} />
          </div>
          <WithdrawalForm customers={board.customers} currency={board.currency} waiting={board.waiting} />
        </div>
      </main>
    </ClockProvider>
  );
}
