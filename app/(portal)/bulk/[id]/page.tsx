import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Amount } from "@/components/money/amount";
import { groupDigits } from "@/components/money/money-text";
import { buttonLook } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { view } from "@/lib/http/view";
import { FileBadge } from "../_components/file-badge";
import { AtWork } from "./_components/at-work";
import { DecideBar } from "./_components/decide-bar";
import { LineFilters } from "./_components/line-filters";
import { LinesTable } from "./_components/lines-table";
import { MappingForm } from "./_components/mapping-form";
import { SubmitBar } from "./_components/submit-bar";
import { Ticks } from "./_components/ticks";
import { fileHref, isNarrowed, readFileQuery } from "./file-query";
import { type FileView, readFile } from "./read-file";

// The title and the page ask in one request: one unit of work answers both.
const fileOf = cache((href: string, id: string) =>
  view((ctx) => readFile(ctx, id, readFileQuery(new URL(href, "http://file").searchParams))),
);

async function read({ params, searchParams }: PageProps<"/bulk/[id]">) {
  const query = readFileQuery(await searchParams);
  const { id } = await params;
  return { query, file: await fileOf(fileHref(id, query, { after: query.after }), id) };
}

export async function generateMetadata(props: PageProps<"/bulk/[id]">): Promise<Metadata> {
  return { title: (await read(props)).file.name };
}

/** One file: how far it is, its rows, what its maker has to do, and what others decide. */
export default async function FilePage(props: PageProps<"/bulk/[id]">) {
  const { query, file } = await read(props);
  const t = await getTranslations("bulk");
  const { counts } = file;
  const done = counts.made + counts.refused;
  const isShown = ["checking", "ready", "submitting", "submitted"].includes(file.state);
  const tabs = [
    { key: "all", count: file.rows },
    { key: "waiting", count: file.statuses.pending ?? 0 },
    { key: "problem", count: counts.problem },
    { key: "noted", count: counts.noted },
    { key: "left-out", count: counts.leftOut },
    { key: "made", count: counts.made },
    { key: "refused", count: counts.refused },
  ] as const;
  return (
    // What was ticked belongs to the rows that were shown.
    <Ticks key={fileHref(file.id, query, { after: query.after })}>
      <PageHeader title={file.name} backHref="/bulk" aside={<FileBadge state={file.state} />} />
      <Card className="flex flex-col gap-4">
        <Facts file={file} />
        {file.state === "unreadable" ? <Callout tone="bad">{file.problem}</Callout> : null}
        {file.state === "receiving" ? <Callout>{t("notWhole")}</Callout> : null}
        {file.state === "reading" ? <AtWork label={t("work.reading")} done={0} total={1} /> : null}
        {file.state === "checking" ? (
          <AtWork label={t("work.checking")} done={file.rows - counts.unchecked} total={file.rows} />
        ) : null}
        {file.state === "submitting" ? (
          <AtWork label={t("work.submitting")} done={done} total={done + counts.ready} />
        ) : null}
        {file.state === "mapping" && file.canChange ? (
          <MappingForm file={file.id} columns={file.columns} sample={file.sample} mapping={file.mapping} />
        ) : null}
        {file.canChange || file.canDiscard ? (
          <SubmitBar key={file.state} file={file} sumInWords={inWords(file)} />
        ) : null}
        {file.mayDecide ? <DecideBar file={file} isNarrowed={isNarrowed(query) || query.show !== "all"} /> : null}
        {file.state === "submitted" ? (
          <p className="flex flex-wrap gap-2">
            {(["xlsx", "csv"] as const).map((format) => (
              <a
                key={format}
                className={buttonLook({ size: "s" })}
                href={`/api/portal/bulk/${file.id}/result?format=${format}`}
                download
              >
                <Download aria-hidden="true" />
                {t(`result.${format}`)}
              </a>
            ))}
          </p>
        ) : null}
      </Card>
      {isShown ? (
        <>
          <Tabs
            label={t("tabs.label")}
            current={query.show}
            tabs={tabs
              .filter(({ key, count }) => count > 0 || key === query.show || key === "all")
              .map(({ key, count }) => ({
                key,
                count,
                label: t(`tabs.${key}`),
                href: fileHref(file.id, query, { show: key }),
              }))}
          />
          <LineFilters id={file.id} query={query} currency={file.sum.currency} />
          {file.lines.length > 0 ? (
            <LinesTable file={file} />
          ) : (
            <EmptyState kind={isNarrowed(query) ? "no-match" : "all-done"} title={t("noLines")} />
          )}
          <Pagination
            previousHref={query.after > 0 ? fileHref(file.id, query) : undefined}
            nextHref={file.next ? fileHref(file.id, query, { after: file.next }) : undefined}
          />
        </>
      ) : null}
    </Ticks>
  );
}

async function Facts({ file }: { file: FileView }) {
  const t = await getTranslations("bulk");
  const [ts, to] = await Promise.all([getTranslations("status"), getTranslations("operations.type")]);
  return (
    <DefinitionList
      items={[
        { term: t("facts.state"), value: <FileBadge state={file.state} /> },
        { term: t("facts.type"), value: to(file.type) },
        { term: t("facts.maker"), value: file.maker },
        { term: t("facts.rows"), value: file.rows > 0 ? t("rows", { count: file.rows }) : null },
        { term: t("facts.sum"), value: file.sumMinor === "0" ? null : <Amount value={file.sum} currency /> },
        {
          term: t("facts.operations"),
          value: Object.entries(file.statuses)
            .map(([status, count]) => `${count} ${ts(status as "pending")}`)
            .join(" · "),
        },
      ]}
    />
  );
}

function inWords({ sum }: FileView): string {
  return `${sum.currency} ${groupDigits(sum.amount)}`;
}
