import writeExcelFile from "write-excel-file/node";

/** A workbook of one sheet. Every cell is text, so that nothing in it is executed, and no phone becomes a number. */
export async function xlsxFile(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Response> {
  const header = columns.map((value) => ({ type: String, value, fontWeight: "bold" as const }));
  const cells = rows.map((row) => row.map((value) => (value === null ? null : { type: String, value, format: "@" })));
  const content = await writeExcelFile([header, ...cells], {
    columns: columns.map(() => ({ width: 22 })),
  }).toBuffer();
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
