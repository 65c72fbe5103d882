/** A member of the input that is wrong. */
export type WrongField = { readonly path: string; readonly message: string };

/** The API refused: nothing was done that its message does not name. Switch on `code`; it never changes. */
export class ApiRefusal<Code extends string = string> extends Error {
  override readonly name = "ApiRefusal";

  constructor(
    readonly status: number,
    readonly code: Code,
    message: string,
    /** Tell it to us when something is wrong. */
    readonly requestId: string | null,
    readonly fields: readonly WrongField[],
    /** Seconds after which the same request may succeed; null where waiting does not help. */
    readonly retryAfter: number | null,
  ) {
    super(message);
  }
}

/**
 * No answer came, or none that can be read: whether the request was done is not known. Call again with the same `idempotencyKey`, however much
 * later, and it is done once.
 */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  constructor(
    readonly idempotencyKey: string | null,
    cause: unknown,
  ) {
    super("No answer came; whether the request was done is not known.", { cause });
  }
}

/** The refusal in an answer that is not a success. What stands between us and the API may answer in words of its own. */
export async function readRefusal(answer: Response): Promise<ApiRefusal> {
  const body: unknown = await answer.json().catch(() => null);
  const told = (typeof body === "object" && body !== null ? body : {}) as Partial<Record<string, unknown>>;
  const text = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
  return new ApiRefusal(
    answer.status,
    text(told.code, "unknown"),
    text(told.message, `The answer was ${answer.status}.`),
    answer.headers.get("x-request-id"),
    Array.isArray(told.fields) ? (told.fields as WrongField[]) : [],
    readSeconds(answer.headers.get("retry-after")),
  );
}

/** `Retry-After` as seconds; as a date it is read, too, since a proxy may write one. */
function readSeconds(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
