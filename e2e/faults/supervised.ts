import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { endChild, hasEnded, spawnNode } from "../../lib/server/run-child.mjs";

const PAUSE = 200;

/** How a process is started: the same command every time. */
export type Command = {
  readonly name: string;
  readonly program: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: string;
};

/** A process that is started again, and only that, whenever it has ended: what any supervisor does. */
export class Supervised {
  private child: ChildProcess | undefined;
  private wanted = false;
  private killed = false;
  /** Whether it has served since its last start. */
  private served = false;
  /** When it was started last, and since when it has been stopped (SIGSTOP); `performance.now()`. */
  startedAt = 0;
  stopped: { from: number; to: number }[] = [];
  /** How often it has ended although nobody had killed it and it had served. */
  endedByItself = 0;

  constructor(readonly command: Command) {}

  start(): void {
    this.wanted = true;
    this.killed = false;
    this.served = false;
    const { program, cwd, env, log } = this.command;
    const output = openSync(log, "a", 0o600);
    this.startedAt = performance.now();
    this.child = spawnNode([program], { cwd, env, stdout: output });
    closeSync(output);
    this.child.once("exit", () => {
      if (!this.wanted) return;
      if (this.killed) return this.start();
      if (this.served) this.endedByItself++;
      setTimeout(() => this.wanted && this.start(), PAUSE);
    });
  }

  /** It has answered: from now on it may end only when it is killed. */
  noteServing(since: number): void {
    if (since > this.startedAt) this.served = true;
  }

  /** Ends it at once; it is started again as soon as it has gone. */
  kill(): void {
    if (!this.child || hasEnded(this.child)) return;
    this.killed = true;
    this.child.kill("SIGKILL");
  }

  /** Stops it for a while. */
  async pause(milliseconds: number): Promise<void> {
    const { child } = this;
    const from = performance.now();
    const period = { from, to: Number.POSITIVE_INFINITY };
    this.stopped.push(period);
    child?.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child?.kill("SIGCONT");
    period.to = performance.now();
  }

  /** Whether it was running, and the same process, all the time from `from` to `to`. */
  ranBetween(from: number, to: number): boolean {
    return this.startedAt < from && !this.stopped.some((period) => period.from < to && period.to > from);
  }

  async end(): Promise<void> {
    this.wanted = false;
    if (!this.child) return;
    this.child.kill("SIGCONT");
    await endChild(this.child, 20_000);
  }
}
