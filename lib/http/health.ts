import { durabilityProblems, migrationProblems } from "@/db/checks";
import { appDatabase, databaseError } from "@/lib/runtime";
import { logger } from "./logger";

/** What `/api/health/ready` says: each thing that must hold, and what is wrong with it. */
type Readiness = {
  readonly ready: boolean;
  readonly checks: Readonly<Record<"database" | "migrations" | "durability", string>>;
};

const PATIENCE = 2_000;
const UNREACHABLE = "the database does not answer";

let asking: Promise<Readiness> | undefined;

/** `/api/health`: this process is alive. Says nothing of anything else, so that a database that is away does not get it restarted. */
export function health(): Response {
  return json(200, { status: "alive" });
}

/** `/api/health/ready`: this process can serve. Probes that meet share one answer. */
export async function readiness(): Promise<Response> {
  asking ??= check().finally(() => {
    asking = undefined;
  });
  const { ready, checks } = await asking;
  return json(ready ? 200 : 503, { status: ready ? "ready" : "not ready", checks });
}

async function check(): Promise<Readiness> {
  const [durability, migrations] = await Promise.all([say(durabilityProblems), say(migrationProblems)]);
  const database = durability === UNREACHABLE || migrations === UNREACHABLE ? UNREACHABLE : "ok";
  const ready = [database, durability, migrations].every((text) => text === "ok");
  return { ready, checks: { database, migrations, durability } };
}

async function say(problems: typeof durabilityProblems): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([UNREACHABLE]), PATIENCE);
  });
  try {
    const found = await Promise.race([problems(appDatabase()), late]);
    return found.length === 0 ? "ok" : found.join("; ");
  } catch (error) {
    // A query that the database refused is a fault of ours; anything else is a database that is away.
    if (databaseError(error)?.code.startsWith("42")) logger().error({ err: error }, "the readiness check failed");
    return UNREACHABLE;
  } finally {
    clearTimeout(timer);
  }
}

function json(status: number, body: unknown): Response {
  const retry = status === 503 ? { "retry-after": "1" } : {};
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...retry } });
}
