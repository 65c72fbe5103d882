/**
 * The numbers of sign-in, each with its reason. They become settings of an issuer later; nothing else may repeat them.
 */

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Long enough for a slow SMS, short enough that a code found later is worthless. */
export const CODE_SECONDS = 5 * MINUTE;

/** How long a customer's own wallet stays open: enough for a look and an answer at the counter, on a phone that others may pick up. */
export const WALLET_SECONDS = 15 * MINUTE;

/** How long a browser that passed the SMS step may take for the authenticator, its installation included. */
export const TICKET_SECONDS = 15 * MINUTE;

/**
 * Digits of the code that opens a customer's wallet. It stands alone: no second factor comes after it. Strangers get 45 codes an hour for a phone and five
 * tries with each, so that of a hundred million codes one is guessed in fifty years.
 */
export const WALLET_CODE_DIGITS = 8;

/** Of a million codes, and of three authenticator codes that are valid at a time: five guesses are as good as none. */
export const ATTEMPTS_PER_CHALLENGE = 5;

/** What the screen counts down before it offers another SMS. */
export const RESEND_SECONDS = 30;

/** At most so many in so many seconds. */
export type Window = { readonly seconds: number; readonly most: number };

/**
 * SMS cost money and annoy. Three a minute covers a mistyped number and a resend; fifteen an hour a bad day with the network. Counted for
 * a phone and whoever asks: a browser that its person has used before (or an invitation to them) has this for itself, and so has each
 * network address, so that who knows a phone uses up their own share and not its owner's.
 */
export const SMS_PER_ASKER: readonly Window[] = [
  { seconds: MINUTE, most: 3 },
  { seconds: HOUR, most: 15 },
];

/** All strangers together, to one phone: nobody is rung out of bed from a hundred addresses. */
export const SMS_FROM_STRANGERS: readonly Window[] = [
  { seconds: MINUTE, most: 9 },
  { seconds: HOUR, most: 45 },
];

/** A whole office signs in from one address in the morning; a script tries thousands of phones. */
export const SMS_PER_ADDRESS: readonly Window[] = [
  { seconds: MINUTE, most: 30 },
  { seconds: HOUR, most: 300 },
];

/**
 * Wrong SMS codes of a phone and whoever tries, counted as `SMS_PER_ASKER` is: a stranger who guesses is paused alone. A code is tried five
 * times, and strangers get 45 codes an hour: one success in half a year, and then the authenticator is asked for.
 */
export const WRONG_SMS_PER_ASKER: readonly Window[] = [{ seconds: 15 * MINUTE, most: 10 }];

/**
 * Wrong codes of customers' wallets by strangers of one network address, over all phones: who tries a few codes of each of many phones guesses one in half
 * a century. A mobile network has many customers behind one address; those whose browser has opened the wallet before are not counted with them.
 */
export const WRONG_WALLET_PER_ADDRESS: readonly Window[] = [{ seconds: 15 * MINUTE, most: 60 }];

/**
 * Wrong authenticator codes of one person over all challenges. Who gets this far holds the phone, so that nobody else can use it to lock a
 * person out; it ends by itself. Twenty a day against three valid codes of a million: one success in 45 years.
 */
export const WRONG_TOTP_PER_PERSON: readonly Window[] = [
  { seconds: 15 * MINUTE, most: 10 },
  { seconds: 24 * HOUR, most: 20 },
];

/** Being seen is noted at most so often: a write per request would cost more than it tells. */
export const TOUCH_SECONDS = MINUTE;

/** Enough for years of lost phones; they fit on one printed card. */
export const RECOVERY_CODES = 10;

/** One time step either way: clocks of cheap phones drift, and people type slowly. Seconds, as otplib wants them. */
export const TOTP_TOLERANCE_SECONDS = 30;
