import { type Database, openDatabase } from "@/db/client";

const KEY = Symbol.for("distributor-portal.bare");

/** The application's own driver with as many connections as the portal has; each handler evaluates this module on its own. */
export function database(): Database {
  const holder = globalThis as { [KEY]?: Database };
  holder[KEY] ??= openDatabase(process.env.DATABASE_URL ?? "", { max: Number(process.env.POOL_SIZE), name: "bare" });
  return holder[KEY];
}
