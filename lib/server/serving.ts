import { SettingsError } from "@/lib/config/env";
import { StartupError } from "./startup-error.mjs";

/** Resolves when this process is asked to end; a second signal no longer waits. */
export function askedToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (++signals === 1) resolve(signal);
        else process.exit(1);
      });
    }
  });
}

/** Runs a program to its end. A reason not to start that its reader can act on is one line; anything else is shown with its stack. */
export async function runServing(program: () => Promise<void>): Promise<never> {
  try {
    await program();
  } catch (error) {
    const isPlain = error instanceof StartupError || error instanceof SettingsError;
    process.stderr.write(`${isPlain ? error.message : ((error as Error).stack ?? error)}\n`);
    process.exit(1);
  }
  process.exit(0);
}

/** Waits for some work, but not for ever. */
export async function atMost(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    }),
  ]);
  clearTimeout(timer);
}
