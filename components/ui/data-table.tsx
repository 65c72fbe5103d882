import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** Where a column stands when the row becomes a card on a phone: name left, amount right, the small facts below, state last; `below` is a line of its own. */
export type CardSlot = "main" | "aside" | "first" | "second" | "state" | "below" | "hidden";

const SLOTS: Record<CardSlot, string> = {
  main: "max-md:[grid-area:main]",
  aside: "max-md:[grid-area:aside] max-md:text-right",
  first: "max-md:[grid-area:first] max-md:self-center max-md:text-xs max-md:text-ink-3",
  second: "max-md:[grid-area:second] max-md:self-center max-md:text-xs max-md:text-ink-3",
  state: "max-md:[grid-area:state] max-md:justify-self-end",
  // A row that is there only where something stands in it.
  below: "max-md:col-span-full max-md:row-start-3",
  hidden: "max-md:hidden",
};

/** Roles written out: a table that is laid out as a grid loses its own. */
const AS = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  header: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  card: CardSlot;
  /** Amounts and counts stand right. */
  align?: "right";
  /** Share of the width, as a Tailwind class for the header: "w-32". */
  width?: string;
};

/**
 * A list. The whole row is one real link (middle click, copy address and Enter work), the header stays in view, and
 * under 768 px rows become cards.
 * `dimmed` while newer rows are on their way: old rows stay readable.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  rowLabel,
  linkColumn = columns[0]?.key,
  dimmed = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** What the link says to a screen reader, where its column alone says too little. */
  rowLabel?: (row: Row) => string;
  /** Key of the column whose content is the link; the first one by default. */
  linkColumn?: string | undefined;
  dimmed?: boolean;
}) {
  return (
    <div
      className={cn("rounded-card border border-line bg-surface", dimmed && "opacity-60 transition-opacity")}
      aria-busy={dimmed}
    >
      <table {...AS.table} className="w-full border-separate border-spacing-0 text-s max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead {...AS.group} className="max-md:sr-only">
          <tr {...AS.row}>
            {columns.map((column) => (
              <th
                key={column.key}
                {...AS.header}
                scope="col"
                className={cn(
                  "sticky top-(--sticky-top) z-10 border-b border-line bg-surface px-3.5 py-2 text-left text-xs font-medium text-ink-3 first:rounded-tl-card last:rounded-tr-card",
                  column.align === "right" && "text-right",
                  column.width,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...AS.group} className="max-md:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              {...AS.row}
              data-row
              className="group/row relative [&:last-child>td]:border-b-0 max-md:grid max-md:grid-cols-[auto_auto_1fr_auto] max-md:gap-x-1.5 max-md:gap-y-1.5 max-md:border-b max-md:border-line max-md:px-3.5 max-md:py-3 max-md:[grid-template-areas:'main_main_main_aside'_'first_second_._state'] max-md:last:border-b-0"
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  {...AS.cell}
                  className={cn(
                    "border-line px-3.5 py-2.5 transition-colors group-hover/row:bg-hover group-last/row:first:rounded-bl-card group-last/row:last:rounded-br-card md:border-b max-md:p-0 max-md:group-hover/row:bg-transparent",
                    column.align === "right" && "text-right",
                    SLOTS[column.card],
                  )}
                >
                  {column.key === linkColumn && rowHref ? (
                    <Link
                      href={rowHref(row)}
                      // Fifty rows in view would be fifty questions to the server, for the one that is opened.
                      prefetch={false}
                      aria-label={rowLabel?.(row)}
                      data-row-link
                      className="after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                    >
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
