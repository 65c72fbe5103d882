import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, optionalId, organisationId } from "../columns";

// The identity tables are global: one person is one phone in the whole system, whatever organisations they work for.

/** People who sign in. The TOTP secret is encrypted at rest (lib/identity). */
export const people = pgTable(
  "people",
  {
    id: id("person").primaryKey(),
    phone: text().notNull(),
    name: text().notNull(),
    /** AES-256-GCM of the TOTP secret; null until the person has enrolled. */
    totpSecret: bytes(),
    /** The last time step accepted: a code is never accepted twice. */
    totpLastStep: bigint({ mode: "number" }).notNull().default(sql`-1`),
    enrolledAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("people_phone").on(t.phone)],
);

/** Single-use codes that stand in for a lost authenticator, hashed. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    personId: id("person").references(() => people.id),
    codeHash: bytes().notNull(),
    createdAt: createdAt(),
    usedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.codeHash] })],
);

/** Browsers in which a person has signed in before: a session in another one is told to them by SMS. */
export const personDevices = pgTable(
  "person_devices",
  {
    personId: id("person").references(() => people.id),
    /** SHA-256 of the person and the token in the browser's cookie: the same browser of two people is not told as one. */
    deviceHash: bytes().notNull(),
    firstSeenAt: createdAt(),
    lastSeenAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.deviceHash] }), index("person_devices_last_seen").on(t.lastSeenAt)],
);

/** What sessions are sealed with (066_sessions.sql): one row, which the owner's functions alone read. */
export const sessionSeals = pgTable("session_seals", {
  /** Always `session`. */
  name: text().primaryKey(),
  key: bytes().notNull(),
  createdAt: createdAt(),
});

/** One try to sign in: phone, SMS code, authenticator. Exists for unknown phones too, so that both answer alike. */
export const signInChallenges = pgTable(
  "sign_in_challenges",
  {
    id: id("challenge").primaryKey(),
    phone: text().notNull(),
    /** null for a phone nobody has registered. */
    personId: optionalId("person").references(() => people.id),
    /** A customer's, who opens their own wallet with it and nothing else. */
    forWallet: boolean().notNull().default(false),
    codeHash: bytes().notNull(),
    attempts: integer().notNull().default(0),
    smsVerifiedAt: instant(),
    totpAttempts: integer().notNull().default(0),
    /** SHA-256 of the browser's proof that it passed the SMS step. */
    ticketHash: bytes(),
    /** A TOTP secret offered for enrolment, encrypted, until it is confirmed. */
    pendingTotpSecret: bytes(),
    address: text(),
    /** What this browser has shown that a stranger has not: the hash of a device that is the person's, or of an invitation to them. */
    familiarHash: bytes(),
    /** When a recovery code took the authenticator's place, so that a new one may be set up. */
    recoveredAt: instant(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    index("sign_in_challenges_phone").on(t.phone, t.createdAt),
    index("sign_in_challenges_address").on(t.address, t.createdAt),
  ],
);

/** Server-side sessions: the cookie is an opaque token, only its SHA-256 is kept. Revoked means gone on the next request. */
export const sessions = pgTable(
  "sessions",
  {
    id: id("session").primaryKey(),
    tokenHash: bytes().notNull(),
    personId: id("person").references(() => people.id),
    issuerId: issuerId(),
    organisationId: organisationId(),
    organisationKind: text({ enum: ["issuer", "distributor"] }).notNull(),
    userAgent: text(),
    address: text(),
    /** IANA zone of the device's clock, as its browser said at sign-in; null where it said none. */
    timeZone: text(),
    deviceHash: bytes(),
    createdAt: createdAt(),
    lastSeenAt: createdAt(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex("sessions_token_hash").on(t.tokenHash), index("sessions_person").on(t.personId, t.createdAt)],
);

/**
 * Who held another person's identity in their hands, and when: whoever invited somebody, had their authenticator reset or their phone changed
 * could sign in as them for a while, so for 72 hours neither counts as a second person for the other. Append-only; global, since a person is
 * the same in every organisation. Written by people_apply alone.
 */
export const personControls = pgTable(
  "person_controls",
  {
    personId: id("person").references(() => people.id),
    controllerId: id("person").references(() => people.id),
    issuerId: issuerId(),
    kind: text({ enum: ["invite", "totp-reset", "phone-change"] }).notNull(),
    operationId: id("operation"),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.controllerId, t.operationId] })],
);

/** Browsers in which a phone's wallets have been opened before: they have tries of their own, and one in another browser is told by SMS. */
export const walletDevices = pgTable(
  "wallet_devices",
  {
    phone: text().notNull(),
    /** SHA-256 of the phone and the token in the browser's cookie. */
    deviceHash: bytes().notNull(),
    firstSeenAt: createdAt(),
    lastSeenAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.phone, t.deviceHash] }), index("wallet_devices_last_seen").on(t.lastSeenAt)],
);

/** Customers' sessions: of a phone that proved itself by SMS, for minutes. Written and read by functions alone (083_wallet_sessions.sql). */
export const walletSessions = pgTable(
  "wallet_sessions",
  {
    id: id("session").primaryKey(),
    tokenHash: bytes().notNull(),
    phone: text().notNull(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex("wallet_sessions_token_hash").on(t.tokenHash), index("wallet_sessions_ended").on(t.expiresAt)],
);
