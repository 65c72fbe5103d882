import { describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { DomainError } from "@/lib/kernel/errors";
import { inTransaction } from "./in-transaction";

/** A database whose transactions end as it says once their work is done, or instead of it. */
function ending(...errors: (Error | null)[]) {
  const units: number[] = [];
  const begin = async (_first: string, work: (tx: unknown) => Promise<unknown>) => {
    units.push(units.length + 1);
    const value = await work({});
    const error = errors.shift();
    if (error) throw error;
    return value;
  };
  return { database: { begin } as unknown as Database, units };
}

const first = () => "select 1";

const failure = (code?: string) => Object.assign(new Error("failed"), code ? { code } : {});

describe("a transaction whose work is done", () => {
  // Names of failures that nobody thought of, and one without a name: whoever repeated the work might do it twice.
  it.each(["ECONNABORTED", "ENETRESET", "ERR_STREAM_DESTROYED", "EPROTO", undefined])(
    "and whose commit fails with %s is told as one of which nobody knows, and not repeated",
    async (code) => {
      const { database, units } = ending(failure(code));
      const error = await inTransaction(database, first, async () => "done").catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "runtime.database-unavailable", cause: { message: "failed" } });
      expect(units).toEqual([1]);
    },
  );

  it("and whose commit the server refuses stays what it was refused with: nothing of it has happened", async () => {
    const refusal = Object.assign(failure("23514"), { severity: "ERROR" });
    await expect(inTransaction(ending(refusal).database, first, async () => "done")).rejects.toBe(refusal);
  });

  it("and whose commit was refused as not serialisable is done again", async () => {
    const { database, units } = ending(Object.assign(failure("40001"), { severity: "ERROR" }), null);
    expect(await inTransaction(database, first, async () => "done")).toBe("done");
    expect(units).toEqual([1, 2]);
  });
});

it("work that fails stays what it failed with", async () => {
  for (const error of [new TypeError("a bug"), failure("23505"), new DomainError("operations.not-found")]) {
    const { database } = ending();
    await expect(inTransaction(database, first, () => Promise.reject(error))).rejects.toBe(error);
  }
});
