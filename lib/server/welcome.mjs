import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { say } from "./report.mjs";

/** @typedef {{ name: string, phone: string, roles: string[] }} Person */
/** @typedef {{ name: string, people: Person[] }} Organisation */

/**
 * What a person who has just typed `npm start` wants to know: the address, who can sign in, where codes show up.
 *
 * @param {{ address: string, dataDir: string, seconds: string, log: string | null }} started
 */
export function welcome({ address, dataDir, seconds, log }) {
  say("");
  say(`Distributor Portal is ready after ${seconds} s: ${address}`);
  const file = path.join(dataDir, "trial.json");
  if (existsSync(file)) {
    const trial = JSON.parse(readFileSync(file, "utf8"));
    /** @type {Organisation[]} */
    const organisations = [...trial.distributors, trial.issuer];
    say("Sign in with a phone number:");
    for (const { name, people } of organisations) {
      for (const role of ["admin", "maker", "checker"]) {
        const person = people.find(({ roles }) => roles.length === 1 && roles[0] === role);
        if (person) say(`  ${name.padEnd(16)} ${role.padEnd(8)} ${person.phone.padEnd(16)} ${person.name}`);
      }
    }
    say(`SMS and authenticator codes: ${address}/trial (SMS also in ${path.join(dataDir, "sms.jsonl")})`);
    say(`Everyone else, API keys and the database: ${file}`);
  }
  say(`${log ? `Log: ${log}. ` : ""}Ctrl-C stops everything.`);
}
