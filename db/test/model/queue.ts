import { at, count, free, type State } from "./state";
import type { Answer, Request } from "./steps";
import { NOBODY, refusedAtTheDoor } from "./who";

/** A request for cash is put into the queue for a customer, as whoever sets an installation up may: what it is answered, and what it changes. */
export function ask(state: State, { by, customer, minor }: Extract<Request, { kind: "ask" }>): Answer {
  const door = by === "clock" ? null : refusedAtTheDoor(state, by, NOBODY);
  if (door) return { code: door };
  if (customer === "unknown") return { code: "wallets.unknown-phone" };
  if (!at(state.customers, customer).active) return { code: "wallets.holder-inactive" };
  return enqueue(state, customer, minor);
}

/** A customer asks for cash in their own wallet, which nobody opens whose wallet is suspended. */
export function askMyself(state: State, { customer, minor }: Extract<Request, { kind: "ask-myself" }>): Answer {
  if (!at(state.customers, customer).active) return { code: "auth.session-ended" };
  return enqueue(state, customer, minor);
}

/** A customer takes a request of theirs back that nobody has taken. */
export function cancel(state: State, { customer, withdrawal }: Extract<Request, { kind: "cancel" }>): Answer {
  const { active, wallet } = at(state.customers, customer);
  if (!active) return { code: "auth.session-ended" };
  const queued = withdrawal === "unknown" ? null : at(state.withdrawals, withdrawal);
  if (queued?.customer !== customer) return { code: "wallets.withdrawal-not-found" };
  if (queued.status === "taken" || queued.status === "fulfilled") return { code: "wallets.withdrawal-taken" };
  if (queued.status === "cancelled") return { code: "accepted" };
  queued.status = "cancelled";
  wallet.held -= queued.minor;
  count(state.audit, "withdrawal.cancelled");
  return { code: "accepted" };
}

function enqueue(state: State, customer: number, minor: bigint): Answer {
  const { wallet } = at(state.customers, customer);
  if (free(wallet) < minor) return { code: "ledger.insufficient-wallet" };
  wallet.held += minor;
  state.withdrawals.push({ customer, minor, status: "waiting", takenBy: null });
  count(state.audit, "withdrawal.requested");
  return { code: "accepted", withdrawal: state.withdrawals.length - 1 };
}
