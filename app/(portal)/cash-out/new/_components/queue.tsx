import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { type QueueQuery, queueHref } from "../queue-query";
import type { Queue as QueueView } from "../read-queue";
import { QueueSearch } from "./queue-search";
import { QueueTable } from "./queue-table";

/** The cash-out queue: search it, pick a request. */
export function Queue({ query, queue }: { query: QueueQuery; queue: QueueView }) {
  const t = useTranslations("cashOut.empty");
  const searched = query.q !== "";
  return (
    <>
      <QueueSearch q={query.q} />
      {queue.items.length > 0 ? (
        <>
          <QueueTable items={queue.items} />
          <Pagination
            previousHref={query.after ? queueHref({ way: "queue", q: query.q }) : undefined}
            nextHref={queue.next ? queueHref({ way: "queue", q: query.q, after: queue.next }) : undefined}
          />
        </>
      ) : (
        <EmptyState
          kind={searched ? "no-match" : "all-done"}
          title={searched ? t("noMatch") : t("title")}
          action={
            <LinkButton href={queueHref({})} className="xl:hidden">
              {t("action")}
            </LinkButton>
          }
        >
          {searched ? t("noMatchText") : t("text")}
        </EmptyState>
      )}
    </>
  );
}
