import type { Database } from "@/db/client";
import type { Measured } from "./drive";
import type { Served } from "./http/serve";
import type { Place } from "./place";
import type { Random } from "./random";
import type { World } from "./world";

/** What measurements are taken with. */
export type Bench = {
  readonly place: Place;
  readonly world: World;
  /** As the application's role, with a connection for each of 16 callers. */
  readonly app: Database;
  /** Does work of the application's own code by connections of the owner, as many: money without an operation is moved by no other. */
  byOwner<T>(work: () => Promise<T>): Promise<T>;
  readonly random: Random;
  /** Started at the first use. */
  portal(): Promise<Served>;
  /** The portal without its request log. */
  unlogged(): Promise<Served>;
  bareNext(): Promise<Served>;
};

/** What a figure must keep to: multiples of its baseline, a bound in its own unit, a bound of p99 in milliseconds. */
export type Target = {
  readonly times?: number;
  readonly ratioAtMost?: number;
  readonly atMost?: number;
  readonly p99?: number;
};

/** One row of the table. `measure` is one run, `prepare` is done once before the first. */
export type Measurement = {
  readonly name: string;
  readonly what: string;
  readonly unit: "1/s" | "s" | "ms" | "MB" | "×";
  /** Measured just before each run, by which the run's figure is divided. */
  readonly baseline?: Measurement;
  readonly target?: Target;
  prepare?(bench: Bench): Promise<void>;
  measure(bench: Bench): Promise<Measured>;
};
