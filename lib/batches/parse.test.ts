import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { guessMapping } from "./guess-mapping";
import { parseCsv } from "./parse-csv";
import { parseXlsx, typedNumber } from "./parse-xlsx";

const csv = (text: string) => parseCsv(Buffer.from(text));
const code = (error: unknown) => (error as { code?: string }).code;
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return code(error);
  }
  return undefined;
};

describe("a CSV file", () => {
  test.each([
    ["commas", 'phone,amount\n+2348123456781,"5,000.00"\n'],
    ["semicolons", 'phone;amount\n+2348123456781;"5,000.00"\n'],
    ["tabs", "phone\tamount\r\n+2348123456781\t5,000.00\r\n"],
  ])("with %s is read the same", (_, text) => {
    const sheet = csv(text);
    expect(sheet.columns).toEqual(["phone", "amount"]);
    expect(sheet.rows).toEqual([{ line: 2, cells: ["+2348123456781", "5,000.00"] }]);
  });

  test("keeps the numbers of its lines where some are empty", () => {
    expect(csv("phone,amount\n\n1,2\n,\n3,4\n").rows.map(({ line }) => line)).toEqual([3, 5]);
  });

  test("is read in UTF-16 and in Windows' code page", () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("phone,amount,memo\n1,2,Zoë\n", "utf16le")]);
    expect(parseCsv(utf16).rows[0]?.cells).toEqual(["1", "2", "Zoë"]);
    expect(parseCsv(Buffer.from("phone,amount,memo\n1,2,Zo\xeb\n", "latin1")).rows[0]?.cells).toEqual([
      "1",
      "2",
      "Zoë",
    ]);
  });

  test("without names keeps its first line as data", () => {
    expect(csv("+2348123456781,5000\n").rows).toEqual([{ line: 1, cells: ["+2348123456781", "5000"] }]);
  });

  test("is refused where it is none, is empty, or has too much", () => {
    expect(refusal(() => parseCsv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])))).toBe("batches.unreadable");
    expect(refusal(() => csv('phone,amount\n"1,2\n'))).toBe("batches.unreadable");
    expect(refusal(() => csv("phone,amount\n"))).toBe("batches.empty");
    expect(refusal(() => csv(""))).toBe("batches.empty");
    expect(refusal(() => csv(`phone,amount\n${"1,2\n".repeat(10_001)}`))).toBe("batches.too-many-rows");
    expect(refusal(() => csv(`phone${",x".repeat(40)}\n1,2\n`))).toBe("batches.too-wide");
  });
});

describe("a workbook", () => {
  test("has numbers as they were typed, and texts with what they begin with", async () => {
    const file = await writeExcelFile([
      ["Phone number", "Amount", "Note"],
      [2_348_123_456_781, 5000.1, null],
      ["+2348123456782", "5,000.00", "=1+1"],
    ]).toBuffer();
    const { columns, rows } = await parseXlsx(file);
    expect(columns).toEqual(["Phone number", "Amount", "Note"]);
    expect(rows).toEqual([
      { line: 2, cells: ["2348123456781", "5000.1", ""] },
      { line: 3, cells: ["+2348123456782", "5,000.00", "=1+1"] },
    ]);
  });

  const workbook = async (sheet: (xml: string) => string) => {
    const file = await writeExcelFile([
      ["phone", "amount"],
      [1, 2],
    ]).toBuffer();
    const { unzipSync, strFromU8, strToU8 } = await import("fflate");
    const parts = unzipSync(file);
    const name = Object.keys(parts).find((part) => part.startsWith("xl/worksheets/sheet")) ?? "";
    return Buffer.from(zipSync({ ...parts, [name]: strToU8(sheet(strFromU8(parts[name] ?? new Uint8Array()))) }));
  };

  test("with a cell at the end of the world is refused before its rows are filled up", async () => {
    const wide = await workbook((xml) => xml.replace(/r="B2"/, 'r="XFD2"'));
    expect(code(await parseXlsx(wide).catch((error) => error))).toBe("batches.too-wide");
    const deep = await workbook((xml) => xml.replace(/r="B2"/, 'r="B1048576"'));
    expect(code(await parseXlsx(deep).catch((error) => error))).toBe("batches.too-many-rows");
  });

  test("that unpacks into far more than it is, is refused on the way", async () => {
    const bomb = await workbook((xml) => xml.replace("</worksheet>", `${" ".repeat(60 * 1024 * 1024)}</worksheet>`));
    expect(bomb.length).toBeLessThan(200_000);
    expect(code(await parseXlsx(bomb).catch((error) => error))).toBe("batches.unreadable");
  });

  test("is refused where it is none", async () => {
    for (const bytes of [
      Buffer.from("phone,amount\n1,2\n"),
      Buffer.from(zipSync({ "a.txt": Buffer.from("a") })),
      Buffer.alloc(0),
    ])
      expect(code(await parseXlsx(bytes).catch((error) => error))).toBe("batches.unreadable");
  });
});

test("columns are told by their names", () => {
  expect(guessMapping(["Name", "Mobile Number", "Amount (NGN)", "Remarks"])).toEqual({ phone: 1, amount: 2, memo: 3 });
  expect(guessMapping(["MSISDN", "Montant"])).toEqual({ phone: 0, amount: 1, memo: null });
  expect(guessMapping(["", ""])).toEqual({ phone: 0, amount: 1, memo: null });
  expect(guessMapping(["a", "b"])).toBeNull();
});

test.each([
  ["5000.1000000000004", "5000.1"],
  ["0.1", "0.1"],
  ["2.348123456781E+12", "2348123456781"],
  ["0", "0"],
  // More digits than a double has: whatever wrote them, none is rounded away.
  ["9007199254740993", "9007199254740993"],
  ["123456789012345.678", "123456789012345.678"],
  ["none", "none"],
])("a number that a sheet keeps as %s is %s", (kept, typed) => {
  expect(typedNumber(kept)).toBe(typed);
});
