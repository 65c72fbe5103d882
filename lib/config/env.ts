import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

/** A whole number written with digits only: coercion would also take "1e3", "0x10" and " 7 ". */
function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);
}

/**
 * Every setting of the application, with what the README's table says of it. `PORTAL_EMBEDDED` and what stands behind it are set by
 * `npm start` for its own child, never by hand.
 */
export const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe("Port to serve on."),
  HOST: z.string().min(1).optional().describe("Address to listen on. Unset: the loopback addresses only."),
  DATA_DIR: z.string().min(1).default(".data").describe("Where the embedded default keeps its state."),
  DATABASE_URL: z
    .string()
    .min(1)
    .describe("Postgres, as the application's role `portal_app`. Unset: an embedded Postgres with trial data."),
  OWNER_DATABASE_URL: z
    .string()
    .min(1)
    .optional()
    .describe("Postgres, as `portal_owner`; `npm run migrate` and `npm run issuer:create` need it."),
  WORKER_DATABASE_URL: z
    .string()
    .min(1)
    .optional()
    .describe("Postgres, as `portal_worker`; `npm run worker` needs it."),
  AUDITOR_DATABASE_URL: z
    .string()
    .min(1)
    .optional()
    .describe("Postgres, as `portal_auditor`; `npm run verify` needs it."),
  CHAIN_HEADS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Where the worker and `npm run verify` keep copies of the chains' heads: best on append-only storage of another machine. Unset: `chain-heads` in DATA_DIR.",
    ),
  POOL_SIZE: wholeNumber(1, 200).default(10).describe("Connections of one application process."),
  PUBLIC_URL: z.url().optional().describe("The address people type, where a proxy stands in front."),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10)
    .default(0)
    .describe("Proxies in front whose X-Forwarded-For entries are trusted."),
  NEXTAUTH_SECRET: z.string().min(32).describe("At least 32 random characters; protects sign-in forms."),
  ENCRYPTION_KEY: z
    .string()
    .refine((text) => Buffer.from(text, "base64").length === 32, "must be 32 bytes in base64")
    .describe("32 random bytes in base64; encrypts authenticator secrets at rest."),
  SESSION_IDLE_MINUTES: wholeNumber(1, 720)
    .default(15)
    .describe("A session that nobody uses for so many minutes is over."),
  SESSION_HOURS: wholeNumber(1, 24).default(12).describe("A session is over after so many hours, used or not."),
  SMS_HTTP_URL: z.url().optional().describe("Where SMS are posted. Demanded with DATABASE_URL."),
  SMS_HTTP_HEADERS: z
    .string()
    .default("{}")
    .describe("JSON object of headers for the SMS gateway, e.g. its authorization."),
  SMS_HTTP_BODY: z
    .string()
    .default('{"to":"{{to}}","text":"{{text}}"}')
    .describe("Body for the SMS gateway; {{to}} and {{text}} are replaced, JSON-escaped."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("info")
    .describe("Least level that is logged."),
  REQUEST_LOG: z
    .enum(["on", "off"])
    .default("on")
    .describe("Whether requests of API keys are kept for 30 days, redacted, and when each key was last used."),
  PORTAL_EMBEDDED: flag.describe("Set by `npm start` for the embedded default: trial mode."),
});

type Settings = z.infer<typeof settings>;

/** The settings as the code reads them. */
export type Env = {
  readonly port: number;
  readonly host: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly ownerDatabaseUrl: string | undefined;
  readonly workerDatabaseUrl: string | undefined;
  /** Where copies of the chains' heads are kept (lib/verification). */
  readonly chainHeadsDir: string;
  readonly poolSize: number;
  readonly publicUrl: string | undefined;
  readonly trustedProxyHops: number;
  readonly authSecret: string;
  readonly encryptionKey: Buffer;
  /** How long a session lives, in seconds: without use, and at all. */
  readonly session: { readonly idleSeconds: number; readonly seconds: number };
  readonly sms: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
  readonly logLevel: Settings["LOG_LEVEL"];
  /** Whether requests of API keys are kept (lib/api-requests). */
  readonly requestLog: boolean;
  /** The embedded default with its trial data: never with a database of one's own. */
  readonly trial: boolean;
  /** `npm run dev`: pages are built as they are asked for. */
  readonly development: boolean;
};

/** A setting is missing or wrong; the message names every one of them in one line. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * Reads settings from a record of environment variables.
 * @throws SettingsError naming every missing or malformed setting
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => problem(String(issue.path[0]), given, issue.message));
  const trial = given.PORTAL_EMBEDDED === "1";
  if (!trial && !given.SMS_HTTP_URL) problems.push("SMS_HTTP_URL is missing");
  const headers = readHeaders(given.SMS_HTTP_HEADERS ?? "{}");
  if (!headers) problems.push("SMS_HTTP_HEADERS must be a JSON object of strings");
  if (problems.length > 0 || !parsed.success || !headers) throw new SettingsError(`Settings: ${problems.join("; ")}.`);
  const s = parsed.data;
  return {
    port: s.PORT,
    host: s.HOST,
    dataDir: s.DATA_DIR,
    databaseUrl: s.DATABASE_URL,
    ownerDatabaseUrl: s.OWNER_DATABASE_URL,
    workerDatabaseUrl: s.WORKER_DATABASE_URL,
    chainHeadsDir: s.CHAIN_HEADS_DIR ?? `${s.DATA_DIR}/chain-heads`,
    poolSize: s.POOL_SIZE,
    publicUrl: s.PUBLIC_URL,
    trustedProxyHops: s.TRUSTED_PROXY_HOPS,
    authSecret: s.NEXTAUTH_SECRET,
    encryptionKey: Buffer.from(s.ENCRYPTION_KEY, "base64"),
    session: { idleSeconds: s.SESSION_IDLE_MINUTES * 60, seconds: s.SESSION_HOURS * 3600 },
    sms: s.SMS_HTTP_URL ? { url: s.SMS_HTTP_URL, headers, body: s.SMS_HTTP_BODY } : null,
    logLevel: s.LOG_LEVEL,
    requestLog: s.REQUEST_LOG === "on",
    trial,
    development: source.NODE_ENV === "development",
  };
}

function problem(name: string, given: Record<string, unknown>, message: string): string {
  return given[name] === undefined ? `${name} is missing` : `${name} ${message}`;
}

function readHeaders(text: string): Record<string, string> | null {
  try {
    const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const KEY = Symbol.for("distributor-portal.env");

/**
 * The settings of this process, read once. The only reader of `process.env`.
 * @throws SettingsError at the first use, when a setting is missing or wrong
 */
export function env(): Env {
  const holder = globalThis as { [KEY]?: Env };
  holder[KEY] ??= readEnv(process.env);
  return holder[KEY];
}

/**
 * What `npm run migrate` needs, which is less than serving does.
 * @throws SettingsError without OWNER_DATABASE_URL
 */
export function readOwnerUrl(source: Readonly<Record<string, string | undefined>> = process.env): string {
  if (!source.OWNER_DATABASE_URL) throw new SettingsError("Settings: OWNER_DATABASE_URL is missing.");
  return source.OWNER_DATABASE_URL;
}

/**
 * What `npm run issuer:create` needs: the owner's connection, and the address that invitation links begin with.
 * @throws SettingsError without OWNER_DATABASE_URL or PUBLIC_URL
 */
export function readCreationSettings(source: Readonly<Record<string, string | undefined>> = process.env): {
  readonly ownerDatabaseUrl: string;
  readonly publicUrl: string;
} {
  const publicUrl = z.url().safeParse(source.PUBLIC_URL);
  if (!publicUrl.success) throw new SettingsError("Settings: PUBLIC_URL must be the address that people type.");
  return { ownerDatabaseUrl: readOwnerUrl(source), publicUrl: publicUrl.data };
}

/** What `npm run verify` needs, which is less than serving does. Without a worker's connection the result is printed and not stored. */
export type VerificationSettings = {
  readonly auditorDatabaseUrl: string;
  readonly workerDatabaseUrl: string | undefined;
  readonly chainHeadsDir: string;
};

/** The settings of `npm run verify`. @throws SettingsError without AUDITOR_DATABASE_URL */
export function readVerificationSettings(
  source: Readonly<Record<string, string | undefined>> = process.env,
): VerificationSettings {
  if (!source.AUDITOR_DATABASE_URL) throw new SettingsError("Settings: AUDITOR_DATABASE_URL is missing.");
  return {
    auditorDatabaseUrl: source.AUDITOR_DATABASE_URL,
    workerDatabaseUrl: source.WORKER_DATABASE_URL || undefined,
    chainHeadsDir: source.CHAIN_HEADS_DIR || `${source.DATA_DIR || ".data"}/chain-heads`,
  };
}
