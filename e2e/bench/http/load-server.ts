import path from "node:path";
import type { Bench } from "../measurement";
import type { Generated, Job } from "./generate-load";

/** Has a process of its own put load on a server. What is not answered with 200 ends the measurement. */
export async function loadServer({ place }: Bench, job: Job): Promise<Generated> {
  const { tools, root, programs } = place;
  const child = tools.spawnNode([path.join(programs, "generate-load.js")], { cwd: root, stdout: "inherit" });
  const answered = new Promise<Generated>((resolve, reject) => {
    child.once("message", (message: { generated: Generated } | { problem: string }) =>
      "generated" in message ? resolve(message.generated) : reject(new Error(message.problem)),
    );
    child.once("exit", (code) => reject(new Error(`the load generator ended with ${code} before its answer`)));
  });
  child.send(job);
  try {
    return await answered;
  } finally {
    await tools.endChild(child, 2_000);
  }
}
