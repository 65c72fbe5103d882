"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";

/** A row that may be ticked; the amount is a plain decimal. `asksCode`: its approval needs a fresh code. */
export type TickableRow = { readonly line: number; readonly amount: string; readonly asksCode: boolean };

type Ticked = { readonly rows: readonly TickableRow[]; readonly tick: (rows: readonly TickableRow[]) => void };

const Context = createContext<Ticked>({ rows: [], tick: () => undefined });

/** What is ticked of the rows of a page; known to the rows and to what is done with them. */
export function Ticks({ children }: { children: ReactNode }) {
  const [rows, tick] = useState<readonly TickableRow[]>([]);
  return <Context value={{ rows, tick }}>{children}</Context>;
}

export function useTicks(): Ticked {
  return useContext(Context);
}

/** The box of a row. */
export function TickLine({ row }: { row: TickableRow }) {
  const t = useTranslations("bulk.decide");
  const { rows, tick } = useTicks();
  const others = rows.filter(({ line }) => line !== row.line);
  return (
    <Checkbox
      className="flex"
      aria-label={t("tick", { line: row.line })}
      checked={others.length < rows.length}
      onChange={(event) => tick(event.currentTarget.checked ? [...others, row] : others)}
    />
  );
}

/** The box of all rows of the page. */
export function TickAll({ all }: { all: readonly TickableRow[] }) {
  const t = useTranslations("bulk.decide");
  const { rows, tick } = useTicks();
  return (
    <Checkbox
      className="flex"
      aria-label={t("tickAll")}
      checked={all.every(({ line }) => rows.some((row) => row.line === line))}
      onChange={(event) => tick(event.currentTarget.checked ? all : [])}
    />
  );
}
