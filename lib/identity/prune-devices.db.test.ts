import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { byHand } from "@/db/test/people";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import { run } from "@/lib/runtime";
import { pruneDevices } from "./prune-devices";

describe("the browsers that people have signed in with", () => {
  let world: World;
  let worker: Database;
  let hand: ReturnType<typeof byHand>;
  let often: TestPerson;
  let rarely: TestPerson;
  beforeAll(async () => {
    world = await createWorld();
    worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
    hand = byHand(world);
    const home = await world.distributor(0n);
    [often, rarely] = [await home.person("Often", ["maker"]), await home.person("Rarely", ["maker"])];
  });
  afterAll(async () => {
    await hand.end();
    await worker.$client.end({ timeout: 1 });
    await world.close();
  });

  const used = (by: TestPerson, name: string, days: number) =>
    hand.write(`insert into person_devices (person_id, device_hash, last_seen_at)
                values ('${by.id}', sha256('${name}'), now() - interval '${days} days')`);
  const known = async (by: TestPerson) => {
    const names = ["new", "half a year", "a year", "two years"];
    const rows = await hand.write(`
      select name from unnest(array['${names.join("','")}']) name
        join person_devices d on d.device_hash = sha256(name::bytea) and d.person_id = '${by.id}'`);
    return rows.map(({ name }) => name).sort();
  };

  it("are forgotten after 180 days without a sign-in, by the worker, but of each person the last one", async () => {
    await used(often, "new", 1);
    await used(often, "half a year", 179);
    await used(often, "a year", 365);
    await used(rarely, "a year", 365);
    await used(rarely, "two years", 730);
    await run(world.system, { requestId: "test", database: worker }, pruneDevices);
    expect([await known(often), await known(rarely)]).toEqual([["half a year", "new"], ["a year"]]);
  });

  it("are not forgotten at the application's word", async () => {
    await expect(world.as(world.system, pruneDevices)).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
