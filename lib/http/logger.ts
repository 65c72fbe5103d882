import { type DestinationStream, pino } from "pino";
import { env } from "@/lib/config/env";

// Wherever these names stand, up to three levels deep. `code` is not among them: it names refusals.
const SECRET_NAMES = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-portal-proof",
  "apiKey",
  "password",
  "secret",
  "totpSecret",
  "ticket",
  "token",
  "totp",
  "smsCode",
  "recoveryCode",
  "recoveryCodes",
  "sms",
  "text",
];
const redact = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

type Logger = ReturnType<typeof makeLogger>;

/** A log of this level, to standard output if no other place is named. */
export function makeLogger(level: string, destination?: DestinationStream) {
  const options = {
    level,
    base: null,
    redact: { paths: redact, censor: "[redacted]" },
    serializers: { err: (error: unknown) => describeError(error) },
  };
  return destination ? pino(options, destination) : pino(options);
}

let made: Logger | undefined;

/** The log of this process: JSON lines on standard output, level from LOG_LEVEL, no secrets. `logger().error({ err, requestId }, "…")`. */
export function logger(): Logger {
  made ??= makeLogger(env().logLevel);
  return made;
}

let access: pino.Logger | undefined;

/**
 * The log for one line per request, made of members that are known to hold no secret: looking for secrets in each costs as much as a sixth
 * of a short answer.
 */
export function accessLog(): pino.Logger {
  access ??= pino({ level: env().logLevel, base: null });
  return access;
}

type Described = { type: string; message: string; code?: unknown; stack?: string; cause?: Described | undefined };

/**
 * An error for the log. A failed query names its parameters in the message and at the head of the stack: phones, hashes, amounts. They are
 * left out.
 */
export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 200) };
  const message = error.message.replace(/\nparams: [\s\S]*$/, "");
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(error.stack ? { stack: error.stack.replace(error.message, message) } : {}),
    ...(error.cause && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
