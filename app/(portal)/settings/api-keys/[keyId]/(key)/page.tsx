import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { view } from "@/lib/http/view";
import { readId } from "@/lib/kernel/ids";
import { AuditTable } from "../../../../audit/_components/audit-table";
import { readAuditQuery } from "../../../../audit/audit-query";
import { KeyBadge } from "../../_components/key-badge";
import { Stopped } from "../../_components/stopped";
import { KEYS_PATH } from "../../keys-path";
import { keysHref } from "../../keys-query";
import { readKeyPage } from "../read-key-page";
import { KeyActions } from "./_components/key-actions";
import { KeyFacts } from "./_components/key-facts";
import { KeyNotices } from "./_components/key-notices";
import { Secrets } from "./_components/secrets";

// The title and the page ask in one request: one unit of work answers both.
const keyOf = cache((shown: string) => {
  const id = readId("apiKey", shown);
  return id ? view((ctx) => readKeyPage(ctx, id)) : notFound();
});

type Props = PageProps<"/settings/api-keys/[keyId]">;

const TABS = {
  pending: "pending",
  unrevealed: "pending",
  active: "active",
  lapsed: "ended",
  revoked: "ended",
  expired: "ended",
} as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await keyOf((await params).keyId)).key.label };
}

/** One key: what it may, what it has done, its secrets, and what may be done about it. */
export default async function ApiKeyPage({ params }: Props) {
  const [t, { key, secrets, may, stopped, distributor, history }] = await Promise.all([
    getTranslations("apiKeys"),
    keyOf((await params).keyId),
  ]);
  return (
    <div className="flex w-full max-w-5xl flex-col gap-3.5">
      <PageHeader
        title={key.label}
        backHref={keysHref({ tab: TABS[key.state] })}
        aside={<KeyBadge state={key.state} isStopped={stopped !== null} />}
      />
      {stopped ? <Stopped stopped={stopped} mayAsk={may.start} /> : null}
      <KeyNotices of={key} />
      <KeyFacts of={key} isStopped={stopped !== null} distributor={distributor} />
      <Secrets secrets={secrets} />
      <KeyActions of={key} may={may} distributor={distributor} requestsHref={`${KEYS_PATH}/${key.id}/requests`} />
      {history && history.length > 0 ? (
        <section className="flex flex-col gap-2.5">
          <h2 className="pt-2 text-s font-medium text-ink-3">{t("history")}</h2>
          <AuditTable entries={history} query={readAuditQuery("")} />
        </section>
      ) : null}
    </div>
  );
}
