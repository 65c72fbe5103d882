"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { ApprovalsSplit } from "@/components/operations/approvals-split";
import { OperationRow } from "@/components/operations/operation-row";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { useOnDemand } from "@/components/ui/load-on-demand";
import { clockTime, dayOf } from "@/components/ui/zone-time";
import type { DeskRow } from "../read-desk";

/** The list beside the request that is shown, and what is ticked. Ticks are kept by id: rows may come and go meanwhile. */
export function Desk({
  rows,
  hrefs,
  shownId,
  opened,
  above,
  empty,
  below,
  children,
}: {
  rows: readonly DeskRow[];
  /** Where each row leads, by id. */
  hrefs: Readonly<Record<string, string>>;
  shownId: string | null;
  opened: boolean;
  /** Tabs and filters. */
  above: ReactNode;
  /** Stands instead of the list where there is nothing in it. */
  empty: ReactNode;
  below: ReactNode;
  /** The request that is shown. */
  children: ReactNode;
}) {
  const t = useTranslations("approvalsDesk");
  const ta = useTranslations("approvals");
  const noteOf = useNote();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [Bulk, fetchBulk] = useOnDemand(() => import("./bulk").then((part) => part.Bulk));
  const tickable = rows.flatMap(({ operation }) => (operation.canDecide ? [operation] : []));
  const selected = tickable.filter(({ id }) => ticked.has(id));

  function keep(ids: readonly string[]) {
    setTicked(new Set(ids));
    if (ids.length > 0) void fetchBulk();
  }

  function tick(id: string, on: boolean) {
    keep(on ? [...ticked, id] : [...ticked].filter((one) => one !== id));
  }

  return (
    <>
      <div className={opened ? "contents max-xl:hidden" : "contents"}>
        <PageHeader
          title={ta("title")}
          actions={
            tickable.length > 1 ? (
              <Button onClick={() => keep(selected.length > 0 ? [] : tickable.map(({ id }) => id))}>
                {selected.length > 0 ? t("bulk.clear") : t("bulk.selectAll")}
              </Button>
            ) : null
          }
        />
      </div>
      <div className={opened ? "flex flex-col gap-3.5 max-xl:hidden" : "flex flex-col gap-3.5"}>{above}</div>
      {rows.length === 0 && shownId === null && !asking ? (
        empty
      ) : (
        <ApprovalsSplit
          opened={opened}
          bulk={Bulk ? <Bulk selected={selected} onKeep={keep} onAsking={setAsking} /> : null}
          list={rows.map((row) => (
            <OperationRow
              key={row.operation.id}
              row={{ ...row.operation, href: hrefs[row.operation.id] ?? "", note: noteOf(row), oddities: row.oddities }}
              open={row.operation.id === shownId}
              select={
                row.operation.canDecide
                  ? { checked: ticked.has(row.operation.id), onChange: (on) => tick(row.operation.id, on) }
                  : undefined
              }
            />
          ))}
          detail={
            // Beside a long list the request stays in view.
            children ? (
              <div className="flex flex-1 flex-col xl:sticky xl:top-(--sticky-top) xl:min-h-[calc(100dvh-var(--sticky-top)-11rem)] xl:flex-none">
                {children}
              </div>
            ) : null
          }
        />
      )}
      <div className={opened ? "max-xl:hidden" : undefined}>{below}</div>
    </>
  );
}

/** Whose request it is where that is not plain, that it is on hold, and how it ended, in the line under its row. */
function useNote(): (row: DeskRow) => string | null {
  const t = useTranslations("approvalsDesk.note");
  const td = useTranslations("decisions.whyNot");
  const { zone, now } = useClock();
  const endOf = ({ operation, decision }: DeskRow) => {
    if (operation.status === "cancelled" || operation.status === "expired") return t(operation.status);
    if (!decision || operation.status === "pending") return null;
    const at = new Date(decision.at);
    const today = dayOf(at, zone, now) === dayOf(now, zone, now);
    const time = today ? clockTime(at, zone) : `${dayOf(at, zone, now)}, ${clockTime(at, zone)}`;
    return t(decision.decision, { name: decision.by, time });
  };
  const holdOf = ({ operation }: DeskRow) => (operation.whyNot === "suspended" ? td("suspended") : null);
  return (row) => [row.organisation, holdOf(row), endOf(row)].filter(Boolean).join(" · ") || null;
}
