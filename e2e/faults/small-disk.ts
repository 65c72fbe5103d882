import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";

const LARGE = "size=6g";
const PAGE = 4096;

/** A folder on a file system of its own, whose size can be changed while it is in use: a tmpfs. */
export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /**
   * Moves a folder that nobody uses to a file system of its own.
   * @returns why this machine cannot do that, as a text
   */
  static replace(folder: string): SmallDisk | string {
    if (process.platform !== "linux") return "only Linux mounts a tmpfs";
    const { uid, gid } = statSync(folder);
    const aside = `${folder}.aside`;
    renameSync(folder, aside);
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, uid, gid);
    const mounted = run("mount", ["-t", "tmpfs", "-o", `${LARGE},mode=0700,uid=${uid},gid=${gid}`, "tmpfs", folder]);
    if (mounted !== null) {
      rmSync(folder, { recursive: true });
      renameSync(aside, folder);
      return mounted;
    }
    const copied = run("cp", ["-a", `${aside}/.`, folder]);
    if (copied !== null) throw new Error(`the cluster could not be copied: ${copied}`);
    rmSync(aside, { recursive: true });
    return new SmallDisk(folder);
  }

  /** Leaves no room: the file system becomes as small as what is in it. */
  fill(): void {
    for (let slack = 0; slack < 64; slack++) {
      const { blocks, bfree, bsize } = statfsSync(this.folder);
      const size = (blocks - bfree) * bsize + slack * 4 * PAGE;
      if (run("mount", ["-o", `remount,size=${size}`, this.folder]) === null) return;
    }
    throw new Error("the file system could not be made small: it grows too fast");
  }

  /** Gives the room back. */
  free(): void {
    const problem = run("mount", ["-o", `remount,${LARGE}`, this.folder]);
    if (problem !== null) throw new Error(`the file system could not be made large again: ${problem}`);
  }

  /** Throws away what is in it. */
  discard(): void {
    discardDisk(this.folder);
  }
}

/** Unmounts what an earlier run may have left at a folder. */
export function discardDisk(folder: string): void {
  if (existsSync(folder)) run("umount", ["-l", folder]);
}

/** Runs a program of the system. @returns what it complained about, or null */
function run(program: string, args: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return null;
  return error?.message ?? (stderr.trim().split("\n").pop() || `${program} ended with ${status}`);
}
