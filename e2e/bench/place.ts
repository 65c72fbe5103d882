import type { Options } from "./options.mjs";

type Children = typeof import("@/lib/server/run-child.mjs");

/** Where the bench runs and what it starts its children with; made by run-bench.mjs. */
export type Place = {
  /** The checkout. */
  readonly root: string;
  /** Deleted when the bench ends. */
  readonly folder: string;
  /** Where the bench's own bundled programs are. */
  readonly programs: string;
  /** The bundled application. */
  readonly server: string;
  /** How each role connects to the bench's database. */
  readonly urls: { readonly app: string; readonly owner: string; readonly auditor: string; readonly superuser: string };
  /** Settings of the application. */
  readonly env: Readonly<Record<string, string>>;
  readonly options: Options;
  readonly ending: import("@/lib/server/ending.mjs").Ending;
  /** These find files beside themselves, so they cannot be bundled. */
  readonly tools: Pick<Children, "runNode" | "spawnNode" | "endChild" | "hasEnded"> &
    typeof import("@/lib/server/report.mjs") &
    Pick<typeof import("@/lib/server/wait.mjs"), "waitFor"> &
    Pick<typeof import("@/lib/server/ports.mjs"), "freePort"> &
    Pick<typeof import("@/lib/server/testing/stage.mjs"), "cleanEnv"> &
    typeof import("@/lib/server/startup-error.mjs") &
    Pick<typeof import("@/lib/server/build-pages.mjs"), "buildPages">;
};
