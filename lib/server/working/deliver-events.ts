import { readExpiryNotice } from "@/lib/api-keys";
import { env } from "@/lib/config/env";
import { logger } from "@/lib/http/logger";
import { readNewDevice } from "@/lib/identity";
import { isDomainError } from "@/lib/kernel/errors";
import { bareId, type Id } from "@/lib/kernel/ids";
import { CONSENT_MINUTES, INVITATION_DAYS } from "@/lib/kernel/periods";
import {
  blockedSms,
  claimEvents,
  consentSms,
  type DueEvent,
  invitationSms,
  keyExpirySms,
  markDelivered,
  newDeviceSms,
  type Payment,
  paymentSms,
  readWaitingReader,
  type Sms,
  smsProvider,
  waitingSms,
} from "@/lib/notifications";
import { type OperationView, prepareConsent, readOperation } from "@/lib/operations";
import { readDistributor } from "@/lib/organisations";
import { prepareInvitation } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";

/** Opens a unit of work of the worker for one issuer. */
export type RunUnit = <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>;

/** Who wants to know of a topic, as the SMS it becomes; null for nobody. Topics that are not named here have no subscriber. */
const SUBSCRIBERS: Readonly<Record<string, (ctx: Ctx, event: DueEvent) => Promise<Sms | null>>> = {
  "operation.completed": tellCustomer,
  "operation.consent-asked": askCustomer,
  "session.new-device": tellOwner,
  "person.invited": tellInvitee,
  "api-key.ends-soon": tellKeyMaker,
  "requests.waiting": tellWhoCanDecide,
  "requests.blocked": tellWhoCanUnblock,
};

const BATCH = 50;

/**
 * One round of an issuer's outbox: takes what is due, sends it, remembers what has left. What could not be sent is due again later; what was
 * sent and not remembered (a crash in between) is sent twice.
 * @returns how many were taken
 */
export async function deliverEvents(unit: RunUnit): Promise<number> {
  const events = await unit((ctx) => claimEvents(ctx, BATCH));
  const wanted = events.filter((event) => SUBSCRIBERS[event.topic]);
  const messages = wanted.length === 0 ? [] : await unit((ctx) => toMessages(ctx, wanted));
  const left = await Promise.all(messages.map(sendMessage));
  const unwanted = events.filter((event) => !SUBSCRIBERS[event.topic]);
  const done = [...unwanted, ...wanted.filter((_, n) => left[n])].map((event) => event.id);
  if (done.length > 0) await unit((ctx) => markDelivered(ctx, done));
  return events.length;
}

async function toMessages(ctx: Ctx, events: readonly DueEvent[]): Promise<(Sms | null)[]> {
  const messages: (Sms | null)[] = [];
  for (const event of events) {
    try {
      messages.push((await SUBSCRIBERS[event.topic]?.(ctx, event)) ?? null);
    } catch (error) {
      // An event about something that is not there must not hold up those behind it.
      if (!isDomainError(error)) throw error;
      logger().error({ err: error, eventId: event.id, topic: event.topic }, "an event could not be told");
      messages.push(null);
    }
  }
  return messages;
}

async function sendMessage(message: Sms | null): Promise<boolean> {
  if (message === null) return true;
  try {
    await smsProvider().send(message);
    return true;
  } catch (error) {
    logger().warn({ err: error, purpose: message.purpose }, "an SMS was not taken; it is tried again");
    return false;
  }
}

async function tellOwner(ctx: Ctx, event: DueEvent): Promise<Sms | null> {
  const found = await readNewDevice(ctx, event.payload);
  return found && newDeviceSms(found.phone, { ...found.device, address: found.address, place: found.place });
}

async function tellInvitee(ctx: Ctx, event: DueEvent): Promise<Sms | null> {
  const personId = bareId("person", String(event.payload.personId));
  const sent = personId && (await prepareInvitation(ctx, { organisationId: event.organisationId, personId }));
  if (!sent) return null;
  return invitationSms(sent.phone, sent.organisation, linkTo(`/invitation/${sent.token}`), INVITATION_DAYS);
}

async function askCustomer(ctx: Ctx, event: DueEvent): Promise<Sms | null> {
  const id = bareId("operation", String(event.payload.operationId));
  const asked = id && (await prepareConsent(ctx, id));
  if (!asked) return null;
  const link = linkTo(`/consent/${asked.token}`);
  return consentSms(asked.phone, { ...asked, link, minutes: CONSENT_MINUTES });
}

function linkTo(path: string): string {
  const { publicUrl, port } = env();
  return new URL(path, publicUrl ?? `http://localhost:${port}`).href;
}

async function tellKeyMaker(ctx: Ctx, event: DueEvent): Promise<Sms | null> {
  const keyId = bareId("apiKey", String(event.payload.keyId));
  const notice = keyId && (await readExpiryNotice(ctx, keyId));
  return notice && keyExpirySms(notice.phone, notice);
}

async function tellWhoCanDecide(ctx: Ctx, { organisationId, payload }: DueEvent): Promise<Sms | null> {
  const personId = bareId("person", String(payload.personId));
  const reader = personId && (await readWaitingReader(ctx, organisationId, personId));
  if (!reader) return null;
  const { waiting, since, escalated } = payload;
  const what = { waiting: Number(waiting), since: new Date(String(since)), escalated: escalated === true };
  return waitingSms(reader, what, ctx.now);
}

async function tellWhoCanUnblock(ctx: Ctx, { organisationId, payload }: DueEvent): Promise<Sms | null> {
  const personId = bareId("person", String(payload.personId));
  const reader = personId && (await readWaitingReader(ctx, organisationId, personId));
  return reader && blockedSms(reader, Number(payload.blocked));
}

function directionOf({ type, payload }: OperationView): Payment["direction"] {
  if (type === "reversal") return payload.reverses === "cash-in" ? "in-reversed" : "out-reversed";
  return type === "cash-in" ? "in" : "out";
}

async function tellCustomer(ctx: Ctx, event: DueEvent): Promise<Sms | null> {
  const id: Id<"operation"> | null = bareId("operation", String(event.payload.operationId));
  if (!id) return null;
  const operation = await readOperation(ctx, id);
  const { amount, organisationId, counterparty } = operation;
  // Customers alone: an operation about a person has a phone, too.
  if (counterparty.kind !== "customer" || counterparty.phone === null || !amount) return null;
  const { name } = await readDistributor(ctx, organisationId as Id<"distributor">);
  return paymentSms(counterparty.phone, { direction: directionOf(operation), amount, distributor: name });
}
