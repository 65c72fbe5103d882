import { ArrowDownToLine, Banknote } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { groupDigits } from "@/components/money/money-text";
import { Stat } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { issuerView } from "../../../_components/issuer-view";
import { DistributorFrame } from "../_components/distributor-frame";
import { EntriesTable } from "./_components/entries-table";
import { readFloat } from "./read-float";

// The title and the page ask in one request: one unit of work answers both.
const floatOf = cache((id: string, below: string | null) => issuerView((ctx) => readFloat(ctx, id, below)));

async function readPage({ params, searchParams }: PageProps<"/issuer/distributors/[id]/float">) {
  const [{ id }, { below }] = await Promise.all([params, searchParams]);
  return { older: typeof below === "string", view: await floatOf(id, typeof below === "string" ? below : null) };
}

export async function generateMetadata(props: PageProps<"/issuer/distributors/[id]/float">): Promise<Metadata> {
  const [{ view }, t] = await Promise.all([readPage(props), getTranslations("issuer.float")]);
  return { title: t("title", { name: view.distributor.name }) };
}

/** A distributor's float and every line of its book, newest first. */
export default async function FloatPage(props: PageProps<"/issuer/distributors/[id]/float">) {
  const [{ older, view }, t, tf] = await Promise.all([
    readPage(props),
    getTranslations("issuer.float"),
    getTranslations("floatForm"),
  ]);
  const { distributor, currency, float, entries, next } = view;
  const path = `/issuer/distributors/${distributor.id}/float`;
  const figures = [
    { key: "available", label: t("available"), amount: float.available },
    { key: "held", label: t("held"), amount: float.held },
    { key: "posted", label: t("posted"), amount: float.posted },
  ];
  return (
    <DistributorFrame
      distributor={distributor}
      page="float"
      actions={
        view.canMove ? (
          <>
            <LinkButton href={`${path}/return`} icon={<ArrowDownToLine aria-hidden="true" />}>
              {tf("float-return.title")}
            </LinkButton>
            <LinkButton href={`${path}/sell`} variant="primary" icon={<Banknote aria-hidden="true" />}>
              {tf("float-sale.title")}
            </LinkButton>
          </>
        ) : null
      }
    >
      <div className="grid gap-3.5 sm:grid-cols-3">
        {figures.map(({ key, label, amount }) => (
          <Stat
            key={key}
            label={label}
            figure={
              <>
                <span className="text-l font-medium tracking-normal text-ink-3">{currency} </span>
                <span className="tabular-nums">{groupDigits(amount)}</span>
              </>
            }
          />
        ))}
      </div>
      {entries.length > 0 ? (
        <EntriesTable caption={t("entries")} entries={entries} currency={currency} />
      ) : (
        <EmptyState kind="first-use" title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
      <Pagination previousHref={older ? path : undefined} nextHref={next ? `${path}?below=${next}` : undefined} />
    </DistributorFrame>
  );
}
