import postgres from "postgres";
import { readTrial } from "./trial";

type Row = Record<string, string>;

/** Rows of a statement as the database's owner reads them: all columns as text. `scope` is {@link scopeOfIssuer}, or null for the views of inspect. */
export async function query(scope: string | null, statement: string, ...values: string[]): Promise<Row[]> {
  const sql = postgres(readTrial().ownerDatabaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await sql.begin(async (tx) => {
      if (scope) await tx.unsafe(scope);
      return [...(await tx.unsafe<Row[]>(statement, values))];
    });
  } finally {
    await sql.end();
  }
}

/** Tables show the owner nothing without it. */
export function scopeOfIssuer(): string {
  return `SET LOCAL app.issuer = '${bare(readTrial().issuer.id)}'`;
}

/** `op_<uuid>` without its prefix. */
export function bare(id: string): string {
  return id.replace(/^[a-z]+_/, "");
}
