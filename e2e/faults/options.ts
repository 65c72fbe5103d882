import { parseArgs } from "node:util";
import { StartupError } from "../../lib/server/startup-error.mjs";
import { KINDS, type Kind } from "./kinds";

/** What a run is to do. */
export type Options = {
  readonly faults: number;
  readonly seed: number;
  readonly kinds: readonly Kind[];
  /** Application processes. */
  readonly apps: number;
  /** After so many faults the load pauses and everything is compared. */
  readonly checkEvery: number;
};

/**
 * Reads `--faults 1000 --seed 7 --kinds kill-app,stop-app --apps 2 --check-every 50`.
 * @throws StartupError one line that says what is wrong
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      faults: { type: "string", default: "100" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
      kinds: { type: "string", default: KINDS.join(",") },
      apps: { type: "string", default: "2" },
      "check-every": { type: "string", default: "50" },
    },
  });
  const kinds = values.kinds.split(",").filter((kind) => kind !== "");
  const unknown = kinds.filter((kind) => !(KINDS as readonly string[]).includes(kind));
  if (unknown.length > 0 || kinds.length === 0)
    throw new StartupError(`--kinds takes any of ${KINDS.join(", ")}; not ${unknown.join(", ") || "none"}.`);
  return {
    faults: whole("faults", values.faults, 1),
    seed: whole("seed", values.seed, 0),
    kinds: kinds as Kind[],
    apps: whole("apps", values.apps, 1),
    checkEvery: whole("check-every", values["check-every"], 1),
  };
}

function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < least)
    throw new StartupError(`--${name} must be a whole number from ${least}.`);
  return Number(text);
}
