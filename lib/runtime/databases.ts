import { type Database, openDatabase } from "@/db/client";
import { env, SettingsError } from "@/lib/config/env";

type Pools = { app?: Database; worker?: Database; counters?: Database; probe?: Database };

// The front server, route handlers and pages evaluate this module on their own; the pools must be one per process all the same.
const KEY = Symbol.for("distributor-portal.databases");

function pools(): Pools {
  const holder = globalThis as { [KEY]?: Pools };
  holder[KEY] ??= {};
  return holder[KEY];
}

/** The application's pool, one per process. */
export function appDatabase(): Database {
  const all = pools();
  all.app ??= openDatabase(env().databaseUrl, { max: env().poolSize, name: "portal-app" });
  return all.app;
}

/** The background worker's pool, as its own role. @throws SettingsError without WORKER_DATABASE_URL */
export function workerDatabase(): Database {
  const all = pools();
  const url = env().workerDatabaseUrl;
  if (!url) throw new SettingsError("Settings: WORKER_DATABASE_URL is missing.");
  all.worker ??= openDatabase(url, { max: 4, name: "portal-worker" });
  return all.worker;
}

/** For request counters alone: they need no durable commit, and must not wait behind units of work. */
export function countersDatabase(): Database {
  const all = pools();
  all.counters ??= openDatabase(env().databaseUrl, { max: 2, name: "portal-counters", synchronousCommit: false });
  return all.counters;
}

/** One connection to ask whether the database is there, which waits behind nothing. */
export function probeDatabase(): Database {
  const all = pools();
  all.probe ??= openDatabase(env().databaseUrl, { max: 1, name: "portal-probe" });
  return all.probe;
}

/** Closes every pool, letting running statements end for at most `seconds`. */
export async function closeDatabases(seconds: number): Promise<void> {
  const all = pools();
  await Promise.all(Object.values(all).map((database) => database.$client.end({ timeout: seconds })));
  delete all.app;
  delete all.worker;
  delete all.counters;
  delete all.probe;
}

/**
 * Forgets every pool and cuts its connections: what runs on them fails as if the database were away, and the next unit opens new ones. For
 * when the driver itself has failed and nobody knows what its connections wait for, or the database has fallen silent.
 */
export function renewDatabases(): void {
  const all = pools();
  const old = Object.values(all);
  delete all.app;
  delete all.worker;
  delete all.counters;
  delete all.probe;
  for (const database of old) database.$client.end({ timeout: 0 }).catch(() => undefined);
}
