import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { view } from "@/lib/http/view";
import { KEY_TABS } from "@/lib/kernel/key-terms";
import { Stopped } from "../_components/stopped";
import { KEYS_PATH } from "../keys-path";
import { keysHref, readKeysQuery } from "../keys-query";
import { readKeys } from "../read-keys";
import { EmptyKeys } from "./_components/empty-keys";
import { KeysTable } from "./_components/keys-table";
import { StopKeys } from "./_components/stop-keys";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("title") };
}

/** The API keys of a distributor: those that work, those that wait, and those that ended. */
export default async function ApiKeysPage({ searchParams }: PageProps<"/settings/api-keys">) {
  const query = readKeysQuery(await searchParams);
  const { tab, after } = query;
  const [t, list] = await Promise.all([getTranslations("apiKeys"), view((ctx) => readKeys(ctx, query))]);
  const { keys, next, counts, stopped } = list;
  const isFirst = KEY_TABS.every((one) => counts[one] === 0);
  const ask =
    list.mayAsk && !list.isOff ? (
      <LinkButton href={`${KEYS_PATH}/new`} variant="primary" icon={<KeyRound aria-hidden="true" />}>
        {t("new.button")}
      </LinkButton>
    ) : null;
  return (
    <>
      <PageHeader title={t("title")} actions={ask} />
      {list.isOff ? <Callout title={t("off.title")}>{t("off.text")}</Callout> : null}
      {stopped ? <Stopped stopped={stopped} mayAsk={list.mayAsk} /> : null}
      <DimWhileLoading>
        <Tabs
          label={t("tabs.label")}
          current={tab}
          tabs={KEY_TABS.map((key) => ({
            key,
            label: t(`tabs.${key}`),
            href: keysHref({ tab: key }),
            count: counts[key],
          }))}
        />
        {keys.length > 0 ? (
          <KeysTable keys={keys} tab={tab} isStopped={stopped !== null} />
        ) : (
          <EmptyKeys tab={tab} isFirst={isFirst} action={ask} />
        )}
        <Pagination
          previousHref={after ? keysHref({ tab }) : undefined}
          nextHref={next ? keysHref({ tab, after: next }) : undefined}
        >
          {!after && !next && keys.length < counts[tab]
            ? t("newest", { shown: keys.length, count: counts[tab] })
            : undefined}
        </Pagination>
      </DimWhileLoading>
      {ask && !isFirst ? <p className="lg:hidden">{ask}</p> : null}
      <p className="text-s text-ink-3">
        {t.rich("guides", {
          link: (text) => (
            <Link href="/developers" prefetch={false} className="text-accent underline underline-offset-2">
              {text}
            </Link>
          ),
        })}
      </p>
      {list.mayStop && !stopped && !isFirst ? <StopKeys /> : null}
    </>
  );
}
