import { answerPerson } from "@/lib/http/portal-route";
import { authorize, run } from "@/lib/runtime";
import { csvLine } from "../../_export/csv";
import { xlsxFile } from "../../_export/xlsx-file";

/** Names of the columns, which uploads are read by; and a row that shows how they are filled in. They stay in English. */
const COLUMNS = ["phone", "amount", "memo"] as const;
const EXAMPLE = ["+234 812 345 6781", "5000.00", "Example, delete this row"] as const;
/** Rows that are text already, so that a phone which is typed into them stays one. */
const EMPTY_ROWS = 500;

/** An empty file to fill in, `?format=xlsx` or CSV. */
export function GET(request: Request): Promise<Response> {
  const isWorkbook = new URL(request.url).searchParams.get("format") === "xlsx";
  return answerPerson(async (caller, peer) => {
    await run(caller, peer, async (ctx) => authorize(ctx, "operations.submit"));
    if (isWorkbook) {
      const empty = Array.from({ length: EMPTY_ROWS }, () => COLUMNS.map(() => ""));
      return xlsxFile("cash-ins.xlsx", COLUMNS, [EXAMPLE, ...empty]);
    }
    return new Response(`\uFEFF${csvLine(COLUMNS)}${csvLine(EXAMPLE)}`, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="cash-ins.csv"',
      },
    });
  });
}
