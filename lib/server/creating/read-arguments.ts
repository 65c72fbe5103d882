import { parseArgs } from "node:util";
import { type Currency, isCurrency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { type E164, formatPhone, parsePhone } from "@/lib/kernel/phone";
import { isTimeZone } from "@/lib/kernel/time";
import { StartupError } from "../startup-error.mjs";

/** One of the first two people, in the words of who types the command. */
export type Founder = { readonly name: string; readonly phone: E164 };

/** An issuer to be made. */
export type NewIssuer = {
  readonly renew: false;
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly people: readonly [Founder, Founder];
};

/** New links for those of an issuer's first two people who have not come yet. `name` is null where it was not given. */
export type Renewal = { readonly renew: true; readonly name: string | null };

const USAGE =
  'npm run issuer:create -- --name "…" --currency NGN --time-zone Africa/Lagos --person "Name:+234…" --person "Name:+234…"';
const RENEW_USAGE = 'npm run issuer:create -- --renew [--name "…"]';
const LONGEST = 80;

/**
 * Reads what stands behind `npm run issuer:create --`.
 * @throws StartupError one line that names everything that is missing or wrong, and how it is to be
 */
export function readArguments(args: readonly string[]): NewIssuer | Renewal {
  const given = parse(args);
  return given.renew ? readRenewal(given) : readNewIssuer(given);
}

type Given = ReturnType<typeof parse>;

function readRenewal(given: Given): Renewal {
  const problems: string[] = [];
  const name = given.name === undefined ? null : readName("--name", given.name, problems);
  if (given.currency ?? given["time-zone"] ?? given.person) problems.push("--renew goes with --name alone");
  if (problems.length > 0) throw new StartupError(`No link was made: ${problems.join("; ")}.\n${RENEW_USAGE}`);
  return { renew: true, name };
}

function readNewIssuer(given: Given): NewIssuer {
  const problems: string[] = [];
  const name = readName("--name", given.name, problems);
  const currency = given.currency ?? "";
  if (!isCurrency(currency)) problems.push("--currency must be an ISO 4217 code such as NGN");
  const timeZone = given["time-zone"] ?? "";
  if (!isTimeZone(timeZone)) problems.push("--time-zone must be an IANA zone such as Africa/Lagos");
  const people = (given.person ?? []).map((text) => readPerson(text, problems));
  const [one, other] = people;
  if (people.length !== 2) problems.push("--person must be given twice: every decision needs a second person");
  if (one && other && one.phone === other.phone) {
    problems.push(`${formatPhone(one.phone)} and ${formatPhone(other.phone)} are one phone, and so one person`);
  }
  if (problems.length > 0 || !isCurrency(currency) || !one || !other) {
    throw new StartupError(`No issuer was created: ${problems.join("; ")}.\n${USAGE}`);
  }
  return { renew: false, name, currency, timeZone, people: [one, other] };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    const options = {
      name: text,
      currency: text,
      "time-zone": text,
      person: { ...text, multiple: true },
      renew: { type: "boolean" },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new StartupError(`No issuer was created: ${(error as Error).message}\n${USAGE}`);
  }
}

function readName(what: string, given: string | undefined, problems: string[]): string {
  const name = (given ?? "").trim();
  // What nobody can see must not tell two names apart.
  const readable = name !== "" && name.length <= LONGEST && !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(name);
  if (!readable) problems.push(`${what} must have 1 to ${LONGEST} visible characters`);
  return name;
}

function readPerson(given: string, problems: string[]): Founder | undefined {
  const at = given.lastIndexOf(":");
  const name = readName(`the name in --person "${given}"`, at < 0 ? "" : given.slice(0, at), problems);
  try {
    return { name, phone: parsePhone(given.slice(at + 1).trim()) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    problems.push(`the phone in --person "${given}" must be international, as in +234 812 345 6781`);
    return undefined;
  }
}
