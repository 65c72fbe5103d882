import { readFileSync } from "node:fs";
import path from "node:path";

/** DATA_DIR of the server that the journeys run against: `npm test` sets it, by hand it is that of `npm start`. */
export const dataDir = process.env.E2E_DATA_DIR ?? ".data";

/** Where the server answers, as in playwright.config.ts. */
export const baseURL = process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000";

/** Somebody who can sign in. */
export type TrialPerson = {
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly string[];
  readonly totpSecret: string;
};

/** What the trial installation consists of; see the README. */
export type Trial = {
  readonly issuer: { readonly id: string; readonly name: string; readonly people: readonly TrialPerson[] };
  readonly distributors: readonly {
    readonly id: string;
    readonly name: string;
    readonly apiKey: string;
    readonly people: readonly TrialPerson[];
  }[];
  readonly customers: readonly { readonly phone: string; readonly name: string }[];
  readonly merchants: readonly { readonly id: string; readonly shortCode: string; readonly name: string }[];
  readonly databaseUrl: string;
  readonly ownerDatabaseUrl: string;
};

/** The trial data of the running server. */
export function readTrial(): Trial {
  return JSON.parse(readFileSync(path.join(dataDir, "trial.json"), "utf8")) as Trial;
}

/** The first distributor, at which the journeys take place. */
export function distributorA(): Trial["distributors"][number] {
  return must(readTrial().distributors[0]);
}

/** A person of the trial by name: "Maker One A", "Issuer Admin". */
export function personCalled(name: string): TrialPerson {
  const { distributors, issuer } = readTrial();
  return must([...distributors, issuer].flatMap(({ people }) => people).find((person) => person.name === name));
}

/** The n-th customer, from 0; the first six have 50,000.00 in their wallet at the start. */
export function customer(n: number): Trial["customers"][number] {
  return must(readTrial().customers[n]);
}

/** The n-th merchant, from 0. */
export function merchant(n: number): Trial["merchants"][number] {
  return must(readTrial().merchants[n]);
}

/** What has to be there. */
export function must<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error("the trial data are not what the journeys expect");
  return value;
}
