import { closeDatabases } from "@/lib/runtime";
import type { Answer, Asking } from "./crowd";
import { together } from "./in-process";

/** What the parent tells: requests to ask for all at once, under a number that comes back with their answers. */
export type Told = { readonly number: number; readonly asked: readonly Asking[] };

/** What it is told back; a text is what went wrong. */
export type Heard = { readonly number: number; readonly answers: readonly Answer[] | string };

// An application process of a test.
process.on("message", async (told: Told | "leave") => {
  if (told === "leave") {
    await closeDatabases(5);
    process.disconnect();
    return;
  }
  const answers = await together.ask(told.asked).catch((error: unknown) => String(error));
  process.send?.({ number: told.number, answers } satisfies Heard);
});
process.once("disconnect", () => process.exit());
process.send?.("here");
