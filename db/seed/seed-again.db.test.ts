import { existsSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SeedError, seedTrial } from "./seed-trial";
import { createTrialHome, type TrialHome } from "./trial-place";

let home: TrialHome;

beforeAll(async () => {
  home = await createTrialHome(true);
});

afterAll(() => home?.close());

describe("a seed that does not get to its end", () => {
  it("leaves nothing in the database when its file cannot be written", async () => {
    const before = await home.everything();
    await expect(seedTrial({ ...home.place, dataDir: path.join(home.place.dataDir, "missing") })).rejects.toThrow(
      "ENOENT",
    );
    expect(await home.everything()).toEqual(before);
    expect(before.counts).toMatchObject({ issuers: 0, people: 0, ledger_accounts: 0 });
  });
});

describe("a second run", () => {
  beforeAll(async () => {
    expect(await seedTrial(home.place)).toBe("made");
  });

  it("changes nothing", async () => {
    const before = await home.everything();
    expect(await seedTrial(home.place)).toBe("kept");
    expect(await home.everything()).toEqual(before);
  });

  it("changes nothing when two start at once", async () => {
    const before = await home.everything();
    expect(await Promise.all([seedTrial(home.place), seedTrial(home.place)])).toEqual(["kept", "kept"]);
    expect(await home.everything()).toEqual(before);
  });

  it("brings the database's addresses up to date, and keeps the secrets", async () => {
    const before = home.read();
    const moved = home.database.appUrl.replace("portal_app", "elsewhere");
    expect(await seedTrial({ ...home.place, databaseUrl: moved })).toBe("kept");
    expect(home.read()).toEqual({ ...before, databaseUrl: moved });
    await seedTrial(home.place);
    expect(home.read()).toEqual(before);
  });

  it("completes a run that was killed between the commit and the file", async () => {
    const before = await home.everything();
    renameSync(home.file, `${home.file}.unfinished`);
    expect(await seedTrial(home.place)).toBe("kept");
    expect(await home.everything()).toEqual(before);
    expect(existsSync(`${home.file}.unfinished`)).toBe(false);
  });

  it("does not take a file for its own that an unfinished run of another database left", async () => {
    const other = await createTrialHome(false);
    const stale = { ...home.read(), issuer: { ...home.read().issuer, name: "Stale" } };
    writeFileSync(`${other.file}.unfinished`, JSON.stringify(stale));
    expect(await seedTrial(other.place)).toBe("made");
    expect(other.read().issuer.name).toBe("Trial Issuer");
    expect(other.read().issuer.id).not.toBe(stale.issuer.id);
    await other.close();
  });

  it("says what to do when the file is gone, or is not what was written, and touches nothing", async () => {
    const before = await home.everything();
    renameSync(home.file, `${home.file}.away`);
    await expect(seedTrial(home.place)).rejects.toThrow(SeedError);
    writeFileSync(home.file, "{}");
    await expect(seedTrial(home.place)).rejects.toThrow(/is not what the seed wrote/);
    renameSync(`${home.file}.away`, home.file);
    expect(await home.everything()).toEqual(before);
  });
});
