import type { Operation } from "./document";

/** What one line of curl asks: an operation with a query or a body. */
export type Ask = {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Of its own: a line that is copied after another is another request. */
  readonly idempotencyKey: string;
};

/**
 * The request as curl, for a shell in which PORTAL, DISTRIBUTOR and KEY are set, as the first guide has it. A body that changes something
 * comes with an idempotency key.
 */
export function curlOf({ method, path, operation, query, body, idempotencyKey }: Ask): string {
  const url = path.replace("{distributorID}", "$DISTRIBUTOR").replace(/\{(\w+)\}/g, (_, name: string) => {
    const example = operation.parameters.find((parameter) => parameter.name === name)?.schema.examples?.[0];
    return String(example ?? name);
  });
  const asked = Object.entries(query);
  const verb = [...(asked.length > 0 ? ["-G"] : []), ...(method === "GET" || method === "POST" ? [] : ["-X", method])];
  const lines = [
    ["curl -sS", ...verb, `"$PORTAL${url}"`].join(" "),
    ...asked.map(([name, value]) => `--data-urlencode "${name}=${value}"`),
    '-H "Authorization: Bearer $KEY"',
    ...(body === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-H "Idempotency-Key: ${idempotencyKey}"`,
          `-d '${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}'`,
        ]),
  ];
  return lines.join(" \\\n  ");
}
