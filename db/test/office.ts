import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Id } from "@/lib/kernel/ids";
import type { DecidedOperation, submitOperation } from "@/lib/operations";
import { type PersonView, readPerson } from "@/lib/people";
import { submit } from "./acts";
import { approve, type ByHand, byHand } from "./people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

/** Where changes of people are tried: a distributor with an admin, who decides too, and two more checkers. */
export type Office = {
  readonly world: World;
  readonly hand: ByHand;
  readonly home: TestDistributor;
  readonly admin: TestPerson;
  readonly checker: TestPerson;
  readonly other: TestPerson;
  /** Somebody asks for a change. */
  ask(by: TestPerson, request: Parameters<typeof submitOperation>[1]): Promise<Id<"operation">>;
  approve(by: TestPerson, id: Id<"operation">): Promise<DecidedOperation>;
  /** A person as the admin sees them. */
  look(of: { readonly id: Id<"person"> }): Promise<PersonView>;
};

/** Opens one for a file of tests, in a world of the file's own: new people for each test, and no violations at the end. */
export function openOffice(): Office {
  const office = {
    ask: (by: TestPerson, request: Parameters<typeof submitOperation>[1]) => submit(office.world, by.caller, request),
    approve: (by: TestPerson, id: Id<"operation">) => approve(office.world, by, id),
    look: ({ id: personId }: { readonly id: Id<"person"> }) =>
      office.world.as(office.admin.caller, (ctx) => readPerson(ctx, { personId })),
  } as { -readonly [K in keyof Office]: Office[K] };
  beforeAll(async () => {
    office.world = await createWorld();
    office.hand = byHand(office.world);
  });
  beforeEach(async () => {
    office.home = await office.world.distributor(0n);
    office.admin = await office.home.person("Admin", ["admin", "checker"]);
    office.checker = await office.home.person("Checker", ["checker"]);
    office.other = await office.home.person("Other checker", ["checker"]);
  });
  afterAll(async () => {
    expect(await office.world.violations()).toEqual([]);
    await office.hand.end();
    await office.world.close();
  });
  return office;
}
