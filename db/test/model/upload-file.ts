import { openDatabase } from "@/db/client";
import { leaveOut, listLines, readTotals } from "@/lib/batches";
import { csvOf, submitFile, upload, workerUnit, workThrough } from "../files";
import { answerOf } from "./answers";
import { befall } from "./befall";
import type { Cast } from "./cast";
import { phoneOf } from "./requests";
import { at } from "./state";
import type { Answer, File } from "./steps";

/** A file goes all its way, as somebody uploads it and the worker carries it out: what became of its rows. */
export async function uploadFile(cast: Cast, { by, pays, rows, meanwhile }: File, day: string): Promise<Answer> {
  const { world } = cast;
  const maker = { caller: at(cast.callers, by) };
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-file" });
  try {
    return await answerOf(
      (async () => {
        const unit = workerUnit(world, worker);
        const lines = rows.map(({ customer, minor }) => [phoneOf(cast, customer), amountOf(minor), ""]);
        const batchId = await upload(
          world,
          maker,
          csvOf(lines),
          "csv",
          pays === "cash-in" ? pays : "cash-out-fulfillment",
        );
        await workThrough(unit);
        const { problem } = await world.as(maker.caller, (ctx) => readTotals(ctx, batchId));
        if (problem > 0) await world.as(maker.caller, (ctx) => leaveOut(ctx, { batchId, which: "problems" }));
        await submitFile(world, maker, batchId);
        if (meanwhile) await befall(cast, meanwhile, day);
        await workThrough(unit);
        const page = { batchId, tab: "all", after: 0, limit: rows.length } as const;
        const { items } = await world.as(world.system, (ctx) => listLines(ctx, page));
        const became = items
          .filter(({ state }) => state !== "left-out")
          .map(({ operationId, refusal }) => (operationId ? cast.operations.push(operationId) - 1 : refusal));
        return { code: "accepted", rows: became.join(" ") };
      })(),
    );
  } finally {
    await worker.$client.end({ timeout: 1 });
  }
}

/** Minor units as a file has them: "1234.05". */
function amountOf(minor: bigint): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`;
}
