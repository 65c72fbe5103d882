import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount } from "@/components/money/amount";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { type OperationStatus, StatusBadge } from "@/components/ui/status-badge";
import type { FileLine, FileView } from "../read-file";
import { LineForm } from "./line-form";
import { TickAll, type TickableRow, TickLine } from "./ticks";

/** Rows of a file: whose wallet it is, what it pays, what is wrong or was put right, and what became of it. */
export function LinesTable({ file }: { file: FileView }) {
  const t = useTranslations("bulk");
  const { currency } = file.sum;
  const tickable = file.lines.flatMap((line) => tickableOf(line) ?? []);
  const columns: Column<FileLine>[] = [
    {
      key: "line",
      header: (
        <span className="flex items-center gap-2.5">
          {tickable.length > 0 ? <TickAll all={tickable} /> : null}
          {t("columns.line")}
        </span>
      ),
      card: "first",
      width: "w-20",
      cell: (line) => {
        const row = tickableOf(line);
        return (
          <span className="flex items-center gap-2.5">
            {row ? <TickLine row={row} /> : null}
            {t("columns.lineNumber", { line: line.line })}
          </span>
        );
      },
    },
    { key: "who", header: t("columns.who"), card: "main", cell: (line) => <Who line={line} /> },
    {
      key: "amount",
      header: t("columns.amount", { currency }),
      card: "aside",
      align: "right",
      width: "w-36",
      cell: ({ amount, typed }) =>
        amount ? (
          <Amount value={{ amount, currency }} />
        ) : (
          <span className="break-all text-ink-3">{typed?.amount}</span>
        ),
    },
    {
      key: "state",
      header: t("columns.state"),
      card: "state",
      width: "w-36",
      cell: (line) => <LineState line={line} />,
    },
    ...(file.canChange && file.state === "ready"
      ? [
          {
            key: "mend",
            header: <span className="sr-only">{t("columns.mend")}</span>,
            card: "below" as const,
            width: "w-56",
            cell: ({ line, typed, state }: FileLine) =>
              typed ? (
                <LineForm
                  key={`${line} ${typed.phone} ${typed.amount} ${typed.memo}`}
                  file={file.id}
                  line={line}
                  typed={typed}
                  isOut={state === "left-out"}
                />
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("linesOf", { name: file.name })}
      columns={columns}
      rows={file.lines}
      rowKey={({ line }) => String(line)}
    />
  );
}

function tickableOf({ line, amount, tick }: FileLine): TickableRow | null {
  return tick && { line, amount: amount ?? "0", asksCode: tick.asksCode };
}

function Who({ line }: { line: FileLine }) {
  const t = useTranslations("bulk");
  const { name, phone, typed, problems, notes, sameAs, memo, refusal, operation } = line;
  return (
    <>
      {operation ? (
        <Link href={`/operations/${operation}`} prefetch={false} className="font-medium underline underline-offset-2">
          {name}
        </Link>
      ) : (
        <b className="font-medium">{name ?? t("nobody")}</b>
      )}
      <span className="block text-xs break-all text-ink-3">{phone ?? typed?.phone}</span>
      {memo ? <span className="block text-xs text-ink-3">{memo}</span> : null}
      {problems.map((problem) => (
        <span key={problem} className="block text-xs text-bad">
          {t(`problem.${problem}`)}
        </span>
      ))}
      {notes.map((note) => (
        <span key={note} className="block text-xs text-wait">
          {t(`note.${note}`)}
        </span>
      ))}
      {sameAs === null ? null : (
        <span className="block text-xs text-wait">{t("note.same-in-file", { line: sameAs })}</span>
      )}
      {refusal ? <span className="block text-xs text-bad">{refusal}</span> : null}
    </>
  );
}

const TONES = {
  unchecked: "idle",
  problem: "bad",
  ready: "good",
  "left-out": "idle",
  made: "good",
  refused: "bad",
} as const;

function LineState({ line: { state, status } }: { line: FileLine }) {
  const t = useTranslations("bulk.lineState");
  if (status) return <StatusBadge status={status as OperationStatus} />;
  return (
    <Badge tone={TONES[state]} dot>
      {t(state)}
    </Badge>
  );
}
