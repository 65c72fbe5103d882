import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { OperationBadge } from "@/components/operations/operation-detail";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { type DeskQuery, deskHref, isNarrowed, listOfDesk, TABS } from "../desk-query";
import type { DeskView } from "../read-desk";
import { Desk } from "./desk";
import { DeskDelegations } from "./desk-delegations";
import { DeskFilters } from "./desk-filters";
import { KeepShown } from "./keep-shown";
import { ShownRequest } from "./shown-request";

/** A desk as its address asks for it; `operationsPath` is where the page of each of its operations stands. */
export async function DeskPage({
  query,
  desk,
  operationsPath,
}: {
  query: DeskQuery;
  desk: DeskView;
  operationsPath: string;
}) {
  const t = await getTranslations("approvalsDesk");
  const ta = await getTranslations("approvals");
  const { shown, rows, counts } = desk;
  const counted = (count: number, more = counts.more) => (more ? t("tabs.more", { count }) : count);
  const mayBeBlocked = counts.blocked > 0 || counts.unjudged || query.tab === "blocked";
  const shownId = shown?.operation.id ?? null;
  const index = rows.findIndex(({ operation }) => operation.id === shownId);
  const opened = query.open !== null && query.open === shownId;
  return (
    <>
      {shownId && query.open !== shownId && query.at !== shownId ? (
        <KeepShown href={deskHref(query, { open: null, at: shownId })} />
      ) : null}
      {opened && shown ? (
        <div className="contents xl:hidden">
          <PageHeader
            title={index < 0 ? ta("title") : ta("position", { index: index + 1, total: rows.length })}
            backHref={deskHref(query, { open: null })}
            aside={<OperationBadge operation={shown.operation} />}
          />
        </div>
      ) : null}
      <Desk
        // Another tab or filter is another list: what was ticked belongs to the one before.
        key={listOfDesk(query, {})}
        rows={rows}
        hrefs={Object.fromEntries(rows.map(({ operation: { id } }) => [id, deskHref(query, { open: id, at: null })]))}
        shownId={shownId}
        opened={opened}
        above={
          <>
            <Tabs
              label={t("tabs.label")}
              current={query.tab}
              // Nearly always nothing is blocked.
              tabs={TABS.filter((tab) => tab !== "blocked" || mayBeBlocked).map((tab) => ({
                key: tab,
                label: t(`tabs.${tab}`),
                href: listOfDesk(query, { tab }),
                count: {
                  "needs-me": counted(counts.needsMe),
                  waiting: counted(counts.waiting),
                  blocked: counted(counts.blocked, counts.unjudged),
                  decided: undefined,
                }[tab],
              }))}
            />
            <DeskDelegations delegations={desk.delegations} />
            <DeskFilters query={query} makers={desk.makers} />
          </>
        }
        empty={<Empty query={query} />}
        below={
          <Pagination
            previousHref={query.after ? listOfDesk(query, {}) : undefined}
            nextHref={desk.next ? listOfDesk(query, { after: desk.next }) : undefined}
          />
        }
      >
        {shown ? (
          <ShownRequest
            shown={shown}
            nextHref={nextHref(query, desk, index)}
            pageHref={`${operationsPath}/${shown.operation.id}`}
          />
        ) : null}
      </Desk>
    </>
  );
}

/** After a decision: the next request below that waits for this person, or else one above, or else the list. */
function nextHref(query: DeskQuery, { rows }: DeskView, index: number): string {
  const waiting = rows.flatMap(({ operation }, n) =>
    operation.canDecide && n !== index ? [{ id: operation.id, n }] : [],
  );
  const next = waiting.find(({ n }) => n > index) ?? waiting.at(-1);
  return next
    ? deskHref(query, query.open ? { open: next.id } : { at: next.id })
    : deskHref(query, { open: null, at: null });
}

async function Empty({ query }: { query: DeskQuery }) {
  const t = await getTranslations("approvalsDesk.empty");
  if (isNarrowed(query)) {
    const clear = listOfDesk(query, { type: null, source: null, maker: null });
    return (
      <EmptyState kind="no-match" title={t("noMatch")} action={<LinkButton href={clear}>{t("clear")}</LinkButton>} />
    );
  }
  return (
    <EmptyState kind={query.tab === "decided" ? "first-use" : "all-done"} title={t(`${query.tab}.title`)}>
      {t(`${query.tab}.text`)}
    </EmptyState>
  );
}
