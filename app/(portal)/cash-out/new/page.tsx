import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { readForm } from "@/app/_operation-form/read-form";
import { SwitchedOff } from "@/app/_operation-form/switched-off";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { asksConsent, readOwnDistributor } from "@/lib/organisations";
import { DirectForm } from "./_components/direct-form";
import { Fulfilment } from "./_components/fulfilment";
import { Queue } from "./_components/queue";
import { queueHref, readQueueQuery } from "./queue-query";
import { readQueue, readRequest } from "./read-queue";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cashOut");
  return { title: t("title") };
}

/** New cash-out, for makers: for a request of the queue, or straight from a customer at the counter. */
export default async function NewCashOutPage({ searchParams }: PageProps<"/cash-out/new">) {
  const t = await getTranslations("cashOut");
  const query = await readQueueQuery(searchParams);
  const form = await readForm("cash-out", async (ctx) => ({
    request: query.request === null ? null : await readRequest(ctx, query.request),
    queue: query.request === null ? await readQueue(ctx, query) : null,
    asks: asksConsent({ kind: "distributor", ...(await readOwnDistributor(ctx)) }),
  }));
  if (!form || form.isOff) {
    return (
      <>
        <PageHeader title={t("title")} backHref="/" />
        {form ? (
          <SwitchedOff feature="cash-out" />
        ) : (
          <EmptyState kind="first-use" title={t("notAllowed.title")}>
            {t("notAllowed.text")}
          </EmptyState>
        )}
      </>
    );
  }
  if (query.request !== null) {
    return (
      <>
        <PageHeader title={t("title")} backHref={queueHref({ way: "queue" })} />
        <Fulfilment owner={form.owner} request={form.more?.request ?? null} />
      </>
    );
  }
  const queue = form.more?.queue ?? { items: [], next: null };
  // Side by side on a desktop; under 1280 px there is room for one way at a time, which the address names.
  return (
    <>
      <PageHeader title={t("title")} backHref="/" />
      <div className="xl:hidden">
        <Tabs
          label={t("ways")}
          current={query.way}
          tabs={[
            { key: "direct", label: t("direct"), href: queueHref({}) },
            {
              key: "queue",
              label: t("queue"),
              href: queueHref({ way: "queue" }),
              count: queue.next ? undefined : queue.items.length,
            },
          ]}
        />
      </div>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,30rem)_minmax(0,1fr)]">
        <section aria-label={t("direct")} className={query.way === "queue" ? "max-xl:hidden" : undefined}>
          <FormCard heading={t("direct")} intro={t("intro")}>
            <DirectForm
              owner={form.owner}
              currency={form.currency}
              exponent={form.exponent}
              waiting={queue.items}
              asks={form.more?.asks ?? true}
            />
          </FormCard>
        </section>
        <section
          aria-label={t("queue")}
          className={query.way === "queue" ? "flex flex-col gap-3.5" : "flex flex-col gap-3.5 max-xl:hidden"}
        >
          <h2 className="text-m font-semibold max-xl:sr-only">{t("queue")}</h2>
          <Queue query={query} queue={queue} />
        </section>
      </div>
    </>
  );
}
