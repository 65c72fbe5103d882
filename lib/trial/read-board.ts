import { generate } from "otplib";
import { env } from "@/lib/config/env";
import { type Id, readId } from "@/lib/kernel/ids";
import { formatAmount, type Money } from "@/lib/kernel/money";
import { type E164, formatPhone, parsePhone } from "@/lib/kernel/phone";
import { zoneLabel } from "@/lib/kernel/time";
import { readBalance } from "@/lib/ledger";
import { type Ctx, run, systemCaller } from "@/lib/runtime";
import { findCustomers, listWithdrawals } from "@/lib/wallets";
import { readSms } from "./read-sms";
import { readTrialFile, type Trial, type TrialPerson, trialFilePath } from "./trial-file";

/** What the trial page shows. Phones come twice: to copy and, grouped, to read. Amounts are plain decimals. */
export type TrialBoard = {
  readonly zone: string;
  readonly zoneLabel: string;
  readonly now: string;
  readonly currency: string;
  /** When the authenticator codes change, in milliseconds since 1970. */
  readonly codesUntil: number;
  readonly sms: readonly BoardSms[];
  /** The distributors, then their issuer. */
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly people: readonly BoardPerson[];
  }[];
  readonly customers: readonly BoardCustomer[];
  readonly merchants: readonly { readonly name: string; readonly shortCode: string }[];
  /** Withdrawal requests that wait in the cash-out queue. */
  readonly waiting: number;
};

/** `name` is null for a phone of nobody in the trial. */
export type BoardSms = {
  readonly at: string;
  readonly shownPhone: string;
  readonly name: string | null;
  readonly text: string;
  readonly code: string | null;
};

export type BoardPerson = {
  readonly name: string;
  readonly phone: string;
  readonly shownPhone: string;
  readonly roles: TrialPerson["roles"];
  readonly code: string;
};

export type BoardCustomer = {
  readonly name: string;
  readonly phone: string;
  readonly shownPhone: string;
  readonly available: string;
};

const STEP_MS = 30_000;
const SMS_SHOWN = 12;
const MOST_COUNTED = 200;

/** Everything on the trial page as of now; null before the trial data are made. The caller has asked `mayLook` first. */
export async function readTrialBoard(requestId: string, now: Date = new Date()): Promise<TrialBoard | null> {
  const { dataDir } = env();
  const trial = readTrialFile(trialFilePath(dataDir));
  const issuerId = trial && readId("issuer", trial.issuer.id);
  if (!trial || !issuerId) return null;
  const staffed = [...trial.distributors, trial.issuer];
  const [sms, organisations, money] = await Promise.all([
    readSms(dataDir, SMS_SHOWN),
    Promise.all(staffed.map((one) => withCodes(one, now))),
    readMoney(issuerId, trial, requestId),
  ]);
  const names = new Map(staffed.flatMap((one) => one.people.map(({ phone, name }) => [phone, name])));
  const { timeZone: zone, currency } = trial.issuer;
  return {
    zone,
    zoneLabel: zoneLabel(zone, now),
    now: now.toISOString(),
    currency,
    codesUntil: (Math.floor(now.getTime() / STEP_MS) + 1) * STEP_MS,
    sms: sms.map(({ to, ...rest }) => ({ ...rest, shownPhone: formatPhone(to as E164), name: names.get(to) ?? null })),
    organisations,
    merchants: trial.merchants.map(({ name, shortCode }) => ({ name, shortCode })),
    ...money,
  };
}

async function withCodes({ id, name, people }: Pick<Trial["issuer"], "id" | "name" | "people">, now: Date) {
  const epoch = Math.floor(now.getTime() / 1000);
  const shown = people.map(async ({ totpSecret, ...person }) => ({
    ...person,
    shownPhone: formatPhone(person.phone as E164),
    code: await generate({ secret: totpSecret, epoch }),
  }));
  return { id, name, people: await Promise.all(shown) };
}

function readMoney(issuerId: Id<"issuer">, trial: Trial, requestId: string) {
  return run(systemCaller(issuerId, "trial"), { requestId }, async (ctx: Ctx) => {
    const found = await findCustomers(
      ctx,
      trial.customers.map(({ phone }) => parsePhone(phone)),
    );
    const customers: BoardCustomer[] = [];
    for (const { phone, name, accountId } of found.values()) {
      const { available }: { available: Money } = await readBalance(ctx, accountId);
      customers.push({ name, phone, shownPhone: formatPhone(phone), available: formatAmount(available) });
    }
    customers.sort((a, b) => a.phone.localeCompare(b.phone));
    const { items } = await listWithdrawals(ctx, { limit: MOST_COUNTED });
    return { customers, waiting: items.length };
  });
}
