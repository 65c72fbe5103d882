import { fileOf } from "@/app/(portal)/bulk/read-files";
import { type LineView, listLines, readBatch } from "@/lib/batches";
import { MAX_ROWS } from "@/lib/batches/schemas";
import { answerPerson } from "@/lib/http/portal-route";
import { DomainError } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { type E164, maskPhone } from "@/lib/kernel/phone";
import { beginExport } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { isAllowed, run } from "@/lib/runtime";
import { csvLine } from "../../../_export/csv";
import { xlsxFile } from "../../../_export/xlsx-file";

/** Columns of the result. Their names are for machines and stay in English. */
const COLUMNS = ["line", "phone", "name", "amount", "memo", "result", "operation_id", "status", "reason_code"] as const;

/** What became of each row of a file, `?format=xlsx` or CSV. That it was taken is audited. */
export async function GET(request: Request, { params }: RouteContext<"/api/portal/bulk/[id]/result">) {
  const { id: shown } = await params;
  const isWorkbook = new URL(request.url).searchParams.get("format") === "xlsx";
  return answerPerson(async (caller, peer) => {
    const rows = await run(caller, peer, async (ctx) => {
      const batchId = fileOf(shown);
      if (!batchId) throw new DomainError("batches.not-found");
      // The issuer's people have no files.
      const { currency } = await readOwnDistributor(ctx);
      await readBatch(ctx, batchId);
      await beginExport(ctx, `/bulk/${shown}`);
      const { items } = await listLines(ctx, { batchId, tab: "all", after: 0, limit: MAX_ROWS });
      const phoneOf = (phone: string) => (isAllowed(ctx.principal, "phones.read") ? phone : maskPhone(phone as E164));
      return items.map((line) => cellsOf(line, phoneOf, (minor) => formatAmount(money(minor, currency))));
    });
    if (isWorkbook) return xlsxFile("result.xlsx", COLUMNS, rows);
    return new Response(`\uFEFF${csvLine(COLUMNS)}${rows.map((row) => csvLine(row)).join("")}`, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="result.csv"',
      },
    });
  });
}

function cellsOf(
  line: LineView,
  phoneOf: (phone: string) => string,
  decimal: (minor: bigint) => string,
): (string | null)[] {
  return [
    String(line.line),
    line.phone && phoneOf(line.phone),
    line.name,
    line.amountMinor === null ? null : decimal(line.amountMinor),
    line.memo,
    line.state,
    line.operationId && showId("operation", line.operationId),
    line.status,
    line.refusal,
  ];
}
