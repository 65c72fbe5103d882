import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type History, makeHistory } from "./history";
import { PLANTED_IN_KEYS } from "./planted-keys";
import { PLANTED_IN_THE_LEDGER, type Plant } from "./planted-ledger";
import { PLANTED_IN_OPERATIONS } from "./planted-operations";
import { PLANTED_IN_POLICIES } from "./planted-policies";
import { createWorld, type World } from "./world";

let world: World;
let history: History;
let superuser: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await superuser?.end();
  await world?.close();
});

const PLANTS: readonly Plant[] = [
  ...PLANTED_IN_THE_LEDGER,
  ...PLANTED_IN_OPERATIONS,
  ...PLANTED_IN_POLICIES,
  ...PLANTED_IN_KEYS,
];

/** Plants in a transaction that is rolled back, and looks at the view in it as both roles that may. */
async function seenBy(statements: string): Promise<Record<"portal_auditor" | "portal_owner", string[]>> {
  const seen = { portal_auditor: [] as string[], portal_owner: [] as string[] };
  const rollback = new Error("planted for this look only");
  await superuser
    .begin(async (tx) => {
      await tx.unsafe(`set local session_replication_role = replica; ${statements}`);
      for (const role of ["portal_auditor", "portal_owner"] as const) {
        await tx.unsafe(`set local role ${role}`);
        seen[role] = (await tx`select distinct violation from inspect.violations`).map((row) => row.violation);
        await tx.unsafe("reset role");
      }
      throw rollback;
    })
    .catch((error) => {
      if (error !== rollback) throw error;
    });
  return seen;
}

describe("inspect.violations", () => {
  it("is empty after honest work, to the auditor and to the owner", async () => {
    expect(await seenBy("select 1")).toEqual({ portal_auditor: [], portal_owner: [] });
  });

  it.each(PLANTS)("shows $kind to the auditor and to the owner when $how", async ({ kind, sql }) => {
    const seen = await seenBy(sql(history));
    expect(seen.portal_auditor).toContain(kind);
    expect(seen.portal_owner).toContain(kind);
  });

  it("has no kind of violation that is not planted here", () => {
    const folder = path.resolve("db/functions");
    const files = readdirSync(folder).filter((name) => /^10[1-5]_/.test(name));
    const texts = files.map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("''", "'"));
    const kinds = texts.flatMap((text) =>
      [...text.matchAll(/(?:SELECT|THEN|ELSE) '([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]),
    );
    const ofCopies = ["copy-ahead", "copy-differs"];
    expect(kinds.length).toBeGreaterThan(15);
    expect([...new Set(PLANTS.map((plant) => plant.kind))].sort()).toEqual(
      [...new Set(kinds)].filter((kind) => !ofCopies.includes(kind ?? "")).sort(),
    );
  });
});
