import { BATCH_ERRORS } from "./batch-errors";
import { DELEGATION_ERRORS } from "./delegation-errors";
import { KEY_ERRORS } from "./key-errors";
import { CONTROL_HOURS, REVERSAL_DAYS } from "./periods";
import { WALLET_ERRORS } from "./wallet-errors";

/**
 * Every refusal the system can give: one message per code, grouped by what kind of refusal it is.
 *
 * A code is a public name (clients switch on it, failed operations keep it): add codes, never rename or reuse one.
 * A message is for a person: what happened, what was not done with the money where money is concerned, what to do.
 */
const CATALOGUE = {
  invalid: {
    "money.malformed":
      'Write the amount as a plain decimal in quotes, for example "5000.00": digits only, no sign, spaces, separators or leading zeros. Nothing was moved.',
    "money.not-positive": "The amount must be more than zero. Nothing was moved.",
    "money.too-many-decimals":
      "The amount has more decimals than its currency. Amounts are never rounded, so nothing was moved; write it with fewer decimals.",
    "money.too-large": "The amount has more than 15 digits before the point. Nothing was moved; check the amount.",
    "phone.malformed":
      'Write the phone number in international form, with the country code in place of a first 0, for example "+234 812 345 6781".',
    "id.malformed": "This is not an id of the expected kind. Copy it again from where it is shown.",
    "request.malformed-json": "The request body is not valid JSON. Nothing was done; correct it and send it again.",
    "request.unknown-field":
      "The request has a member that is not known here. Nothing was done; check its spelling or leave it out.",
    "request.duplicate-field": "The request names the same member twice. Nothing was done; send each member once.",
    "request.invalid": "Some of what was sent is not right. Nothing was done; see the fields that are named.",
    "operations.reason-required":
      "A rejection needs a reason, so that the maker knows what to change. Nothing was decided.",
    "operations.same-account": "Both accounts are the same. Nothing was created; choose another one.",
    "operations.destination-both":
      "The operation names both a phone and a merchant. Nothing was created; send phoneTo or merchantToShortCode, not both.",
    "operations.destination-missing":
      "The operation does not say who receives the money. Nothing was created; send phoneTo or merchantToShortCode.",
    ...KEY_ERRORS.invalid,
    "idempotency.key-malformed":
      "Idempotency-Key must be 1 to 255 printable ASCII characters. Nothing was done; send another key.",
    "pagination.bad-cursor": "This cursor was not issued by this list. Start again from the first page.",
    "pagination.bad-limit": "limit or offset is not a whole number in the allowed range. Correct it and ask again.",
    ...BATCH_ERRORS.invalid,
  },
  unauthenticated: {
    // The contract fixes this text: one answer for a missing, malformed, unknown, expired and revoked key.
    "auth.invalid-api-key": "Invalid or missing API key",
    "auth.not-signed-in": "You are not signed in. Nothing was done; sign in and try again.",
    "auth.session-ended": "Your session has ended. What you last sent was not done; sign in again.",
    "sign-in.rejected": "The sign-in did not succeed. Start again with your phone number.",
    "sign-in.code-wrong": "This code is not right. Check it and enter it again.",
    "sign-in.code-expired": "This code is no longer valid. Ask for a new one.",
    "sign-in.totp-replayed": "This code was already used. Wait until your authenticator shows the next one.",
  },
  forbidden: {
    "request.bad-origin":
      "This request came from another site and was refused. Nothing was done; open the portal itself and try again.",
    "auth.address-not-allowed":
      "This API key may not be used from this network address. Nothing was done; ask an admin to check its allowed IPs.",
    "auth.forbidden": "Your role does not allow this. Nothing was done; ask an admin of your organisation.",
    "auth.step-up-required": "Confirm with a fresh authenticator code first. Nothing was done yet.",
    ...KEY_ERRORS.forbidden,
    "limits.per-transaction-exceeded":
      "The amount is over this key's maximum per transaction, which its page shows. Nothing was created and no money was held; ask for less, or have the key's maximum raised.",
    "limits.daily-volume-exceeded":
      "With this amount the key would pass its maximum volume for today. Nothing was created and no money was held; the volume is free again at midnight in the distributor's time zone.",
    "limits.distributor-per-transaction-exceeded":
      "The amount is over the maximum that your issuer has set for one operation. Nothing was created and no money was held.",
    "limits.distributor-daily-volume-exceeded":
      "With this amount your organisation would pass the volume that your issuer has set for a day. Nothing was created and no money was held.",
    "limits.distributor-weekly-volume-exceeded":
      "With this amount your organisation would pass the volume that your issuer has set for a week. Nothing was created and no money was held.",
    "limits.maker-daily-exceeded":
      "With this amount whoever makes it would pass the volume that your policy allows one person on a day. Nothing was created and no money was held.",
    "limits.maker-weekly-exceeded":
      "With this amount whoever makes it would pass the volume that your policy allows one person in a week. Nothing was created and no money was held.",
    "limits.customer-daily-exceeded":
      "With this amount the customer would pass the volume that your policy allows one customer on a day. Nothing was created and no money was held.",
    "limits.customer-weekly-exceeded":
      "With this amount the customer would pass the volume that your policy allows one customer in a week. Nothing was created and no money was held.",
    "organisations.feature-off":
      "Your issuer has switched this off for your organisation. Nothing was created and no money was held.",
    "organisations.distributor-suspended":
      "This distributor is suspended. Nothing was created and no money moved. Ask your issuer.",
    "operations.own-operation":
      "You made this request, so someone else has to decide on it. Nothing was decided and no money moved.",
    "operations.controlled-identity": `You invited the person who made this request, or reset their sign-in, within the last ${CONTROL_HOURS} hours, or they yours. Someone else has to decide. Nothing was decided and no money moved.`,
    "operations.controlled-approver": `You invited somebody who approved this request before you, or reset their sign-in, within the last ${CONTROL_HOURS} hours, or they you. Someone else has to decide. Nothing was decided and no money moved.`,
    "operations.not-maker": "Only the person who made this request can do that. Nothing was changed.",
    "people.known-elsewhere":
      "This person has worked for another organisation for longer. Only that one may change their phone or reset their authenticator. Nothing was changed; an admin there can ask for it.",
    "operations.about-yourself": "This request is about you, so someone else has to decide on it. Nothing was decided.",
    ...BATCH_ERRORS.forbidden,
  },
  "not-found": {
    ...WALLET_ERRORS["not-found"],
    "request.not-found": "There is nothing at this address.",
    "organisations.distributor-not-found": "There is no such distributor.",
    "operations.not-found": "There is no such operation.",
    ...KEY_ERRORS["not-found"],
    "api-requests.not-found": "There is no such request in the log. It keeps them for 30 days.",
    "ledger.transfer-not-found": "No transfer with this hash stands in the ledger. Check that it was copied whole.",
    "trial.only": "This exists only in the trial installation, with its embedded database. Nothing was done.",
    "people.not-member":
      "This person does not work here, or no longer does. Nothing was changed; look for them among your people, also under Removed.",
    "organisations.merchant-not-found":
      "There is no such merchant here. Nothing was changed; look for it by its name or short code in the list of merchants.",
    "organisations.account-not-found": "There is no such account here. Nothing was created; choose one of your own.",
    ...BATCH_ERRORS["not-found"],
    ...DELEGATION_ERRORS["not-found"],
  },
  conflict: {
    ...WALLET_ERRORS.conflict,
    "operations.already-decided": "This operation was decided in the meantime. Your decision was not taken.",
    "operations.revision-changed":
      "This operation was changed after you opened it. Your decision was not taken; read it again, then decide.",
    "operations.expired":
      "This operation expired before it was decided. No money moved and what was held is free again; make a new one.",
    "operations.not-pending": "This operation is no longer pending, so this cannot be done. Nothing was changed.",
    "operations.already-voted":
      "You have already approved this operation; it waits for another person. Nothing was changed.",
    "operations.not-revisable": "This request cannot be changed. Nothing was changed; recall it and make a new one.",
    "operations.nothing-changed": "This is what the request says already. Nothing was changed.",
    "operations.not-approved": "You have no approval on this operation that could be taken back. Nothing was changed.",
    "operations.waits-for-issuer":
      "Your organisation has approved this request; it waits for a person of your issuer. Nothing was changed.",
    "operations.maker-left":
      "Whoever made this request may not ask for it any more. Nothing was decided and no money moved; reject it, and have somebody else ask again.",
    "operations.approver-left":
      "Somebody who approved this request before you may not decide on it any more. Nothing was decided and no money moved; reject it, so that it can be asked for again.",
    "operations.fulfilment-id-used":
      "This cash-out fulfilment id was used before. Nothing was created; check that the customer was not already paid.",
    "operations.reference-used":
      "This payment reference was used before. Nothing was created; check that the float was not already sold for it.",
    "operations.reversal-too-late": `This was completed more than ${REVERSAL_DAYS} days ago, so it can no longer be reversed. Nothing was created and no money was held.`,
    "operations.not-reversible":
      "Only a completed cash-in or cash-out can be reversed. Nothing was created and no money moved.",
    "idempotency.in-progress":
      "A request with this Idempotency-Key is still running. Nothing was done twice; ask again in a moment.",
    ...KEY_ERRORS.conflict,
    "people.already-member":
      "Somebody with this phone number is one of your people already, or is invited. Nothing was changed; change their roles instead.",
    "people.too-few-deciders":
      "After this fewer than two people could decide here. Nothing was changed; make another person a checker first.",
    "people.last-admin":
      "After this nobody would be an admin here. Nothing was changed; make another person an admin first.",
    "people.policy-needs-them":
      "After this too few people could approve what your policy asks for. Nothing was changed; change the policy first, or give another person the role.",
    "policies.changed-meanwhile":
      "The policy has changed since this was asked for. Nothing was changed; look at it again and make a new request.",
    "people.changed-meanwhile":
      "What is known of this person has changed since this was asked for. Nothing was changed; look at them again and make a new request.",
    "people.maker-left":
      "Whoever asked for this may not ask for it any more. Nothing was changed; an admin can make a new request.",
    "people.phone-taken": "This phone number is somebody's already. Nothing was changed; check the number.",
    "people.not-suspended":
      "This person is not suspended, so there is nothing to reinstate. Nothing was changed; somebody may have done it before you.",
    "people.already-suspended":
      "This person is suspended already and cannot work here. Nothing was changed; reinstate them when they are to work again.",
    "people.not-active":
      "This person does not work here at the moment: they are suspended, or have not followed their invitation yet. Nothing was changed; reinstate them, or send the invitation again, and ask once more when they are active.",
    "people.not-invited":
      "This person has no open invitation: they have joined, or it was recalled. Nothing was changed; look at them again, and invite them anew if they do not work here.",
    "people.not-enrolled":
      "This person has not set up an authenticator, so there is none to reset. Nothing was changed; they set one up at their next sign-in, after the SMS code.",
    "organisations.account-name-used": "Another account has this name. Nothing was opened; choose another name.",
    "organisations.too-many-accounts":
      "There are 20 accounts beside the float, as many as there can be. Nothing was opened.",
    "organisations.id-used": "This id is in use already. Nothing was created; leave it out to be given one.",
    "organisations.short-code-used": "This short code is in use already. Nothing was created; choose another one.",
    "organisations.changed-meanwhile":
      "This organisation has changed since this was asked for. Nothing was changed; look at it again and make a new request.",
    "organisations.not-suspended":
      "It is not suspended, so there is nothing to reinstate. Nothing was changed; somebody may have done it before you.",
    "organisations.already-suspended":
      "It is suspended already. Nothing was changed; reinstate it when its suspension is to end.",
    ...BATCH_ERRORS.conflict,
    ...DELEGATION_ERRORS.conflict,
  },
  unprocessable: {
    ...WALLET_ERRORS.unprocessable,
    "ledger.insufficient-float":
      "The float does not cover this amount. No money was held or moved; top up the float or choose a smaller amount.",
    "ledger.insufficient-wallet":
      "The customer's wallet does not cover this amount. No money was held or moved; do not pay the customer.",
    "operations.reversal-exceeds":
      "More than this operation moved would go back, with what was reversed before. Nothing was created and no money was held; choose a smaller amount.",
    "operations.reversal-spent":
      "The wallet no longer has this amount: it was spent, or is held for something else. Nothing was created and no money was held; reverse what is left, or ask the holder to pay it in.",
    "ledger.insufficient-account":
      "The account does not cover this amount. No money was held or moved; choose a smaller one.",
    "ledger.account-closed": "One of the accounts is closed. No money was held or moved.",
    "idempotency.key-reused":
      "This Idempotency-Key was used before for a different request. Nothing was done; use a new key for a new request.",
    "people.roles-not-wider":
      "This adds no role, or takes one away. Nothing was asked for; taking roles away needs no request and acts at once.",
    "people.roles-not-narrower":
      "This takes no role away, or adds one. Nothing was changed; more roles need a request.",
    "organisations.nothing-changes":
      "This is how it is already, so nothing would change. Nothing was asked for; change something first.",
    "policies.nothing-changes": "This is the policy already. Nothing was asked for; change something first.",
    "policies.not-satisfiable":
      "Too few people could approve what a rule asks for, besides whoever makes the request. Nothing was changed; ask for fewer approvals or more roles, or make somebody a checker first.",
    ...KEY_ERRORS.unprocessable,
  },
  "rate-limited": {
    ...WALLET_ERRORS["rate-limited"],
    "sign-in.too-many-attempts": "Too many attempts. Wait a while, then start again with your phone number.",
    "sign-in.sms-limit": "Too many codes were asked for. Wait a while before you ask for another.",
    "request.rate-limited": "Too many requests came from this network address. Nothing was done; wait and ask again.",
    "audit.checked-too-often":
      "This record was checked a moment ago. Nothing is wrong with it for that; try again in a minute.",
    "people.invited-too-often":
      "This invitation was sent again three times within an hour. Nothing was changed; wait a while before you send it once more.",
    ...KEY_ERRORS["rate-limited"],
  },
  "too-large": { "request.too-large": "The request body is too large. Nothing was done." },
  "unsupported-media": {
    "request.unsupported-media-type":
      "The request body must be JSON. Nothing was done; send it with Content-Type: application/json.",
  },
  "method-not-allowed": {
    "request.method-not-allowed": "This address does not have this method. The Allow header names those it has.",
  },
  unavailable: {
    "runtime.database-unavailable":
      "The database cannot be reached. Whether the last request was done is shown in the list of operations; try again in a moment.",
    "runtime.busy": "Too much is going on at the moment. Nothing was done; try again in a moment.",
  },
  internal: {
    "runtime.internal":
      "Something went wrong on our side. Look in the list of operations before you try again, and tell us the request id.",
    "runtime.outside-unit":
      "A statement ran outside its unit of work and the database refused it. Nothing was kept; tell us the request id.",
  },
} as const;

type Catalogue = typeof CATALOGUE;

/** What kind of refusal it is; each surface translates the kind to its own status. */
export type ErrorKind = keyof Catalogue;

/** A stable, public name of a refusal, `context.kebab-case`. */
export type ErrorCode = { [K in ErrorKind]: keyof Catalogue[K] }[ErrorKind];

/** The catalogue by code. */
export const ERRORS = Object.fromEntries(
  Object.entries(CATALOGUE).flatMap(([kind, messages]) =>
    Object.entries(messages).map(([code, message]) => [code, Object.freeze({ kind, message })]),
  ),
) as { readonly [C in ErrorCode]: { readonly kind: ErrorKind; readonly message: string } };
