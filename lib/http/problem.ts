import { STATUS_CODES } from "node:http";
import { DomainError, type ErrorKind, isDomainError } from "@/lib/kernel/errors";

/** Status of each kind of refusal on HTTP. Total: a new kind does not compile without one. */
export const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "too-large": 413,
  "unsupported-media": 415,
  unprocessable: 422,
  "rate-limited": 429,
  internal: 500,
  unavailable: 503,
};

/** A refusal as it goes out: status, headers in lower case, body as text. */
export type Problem = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** `accept` is the request's header; `status` overrides the kind's own (414 and 431 have no kind, a 422 may be a 404 somewhere). */
export type ProblemOptions = { readonly requestId: string; readonly accept: string | null; readonly status?: number };

/**
 * The one renderer of refusals on HTTP (contract: Errors): reason phrase, message for a person, code, request id and, where the input is
 * wrong, its fields; as RFC 9457 where the client asks for it. Anything that is no refusal of ours is a 500 that says nothing of its cause.
 */
export function problemOf(error: unknown, options: ProblemOptions): Problem {
  const refusal = isDomainError(error) ? error : new DomainError("runtime.internal");
  const status = options.status ?? STATUS[refusal.kind];
  const reason = STATUS_CODES[status] ?? "Error";
  const asProblem = acceptsProblem(options.accept);
  const body = {
    ...(asProblem ? { type: "about:blank", title: reason, status, detail: refusal.message } : {}),
    error: reason,
    message: refusal.message,
    code: refusal.code,
    requestId: options.requestId,
    ...(refusal.fields ? { fields: refusal.fields } : status === 400 ? { fields: [] } : {}),
  };
  const seconds = retryAfter(refusal);
  return {
    status,
    headers: {
      "content-type": asProblem ? "application/problem+json" : "application/json; charset=utf-8",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(seconds === null ? {} : { "retry-after": String(seconds) }),
    },
    body: JSON.stringify(body),
  };
}

/** Whether the client prefers RFC 9457, by naming it. */
function acceptsProblem(accept: string | null): boolean {
  return (accept ?? "").split(",").some((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return type === "application/problem+json" && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

/** Seconds after which the same request may succeed; null where waiting does not help. */
function retryAfter(refusal: DomainError): number | null {
  const told = refusal.details?.retryAfterSeconds;
  if (typeof told === "number") return told;
  if (refusal.kind === "unavailable" || refusal.code === "idempotency.in-progress") return 1;
  return refusal.kind === "rate-limited" ? 60 : null;
}
