import assert from "node:assert/strict";
import type { Chapter, Kit } from "../kit";

const cashIn = ({ options: { phone } }: Kit, amount: string) => ({ operationType: "cash-in", amount, phoneTo: phone });

/** The least amount that is more, with as many decimals. */
function oneMore(amount: string): string {
  const [, decimals = ""] = amount.split(".");
  const digits = String(BigInt(amount.replace(".", "")) + 1n).padStart(decimals.length + 1, "0");
  return decimals ? `${digits.slice(0, -decimals.length)}.${digits.slice(-decimals.length)}` : digits;
}

/** How much a key may ask for. */
export const LIMITS: Chapter = {
  title: "A key's limits",
  clauses: [
    {
      says: "its maximum per transaction may be used in full; more is a 403",
      needs: ["phone", "cappedKey"],
      check: async (kit) => {
        const asking = { rest: "operations", key: kit.options.cappedKey ?? "" };
        const more = cashIn(kit, oneMore(kit.options.amount));
        await kit.refused(403, "limits.per-transaction-exceeded", { ...asking, body: more });
        assert.equal((await kit.ask({ ...asking, body: cashIn(kit, kit.options.amount) })).status, 200);
      },
    },
    {
      says: "more than is left of its volume of the day: 403",
      needs: ["phone", "dailyKey"],
      check: async (kit) => {
        const asking = { rest: "operations", key: kit.options.dailyKey ?? "", body: cashIn(kit, kit.options.amount) };
        // The first may be refused already, where the kit ran before on this day; the second has to be.
        const first = await kit.ask(asking);
        if (first.status !== 200) assert.equal(first.json.code, "limits.daily-volume-exceeded");
        await kit.refused(403, "limits.daily-volume-exceeded", asking);
      },
    },
  ],
};
