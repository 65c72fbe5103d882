import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataDir } from "../support/trial";

/** One try, and what came of it. */
export type Cell = {
  readonly thing: string;
  readonly seat: string;
  readonly whose: string;
  readonly expected: string;
  readonly got: string;
  readonly passed: boolean;
};

/** Collects the tries of one file of the suite; `keep` writes them as a table, `wrong` is empty when all came out as they must. */
export function openTable(name: string) {
  const cells: Cell[] = [];
  const line = ({ thing, seat, whose, expected, got }: Cell) => [thing, seat, whose, expected, got].join("\t");
  return {
    add: (cell: Cell) => void cells.push(cell),
    wrong: () => cells.filter(({ passed }) => !passed).map(line),
    /** @returns where the table stands, and how many cells it has */
    keep(): string {
      const folder = path.resolve(dataDir, "isolation");
      mkdirSync(folder, { recursive: true });
      const file = path.join(folder, `${name}.tsv`);
      writeFileSync(
        file,
        `${["thing", "who", "whose ids", "expected", "got"].join("\t")}\n${cells.map(line).join("\n")}\n`,
      );
      return `${cells.length} cells tried: ${file}`;
    },
  };
}
