import type { Door } from "./asking";
import type { Answer } from "./exchange";
import type { Seat } from "./seats";

/** What a client of the API sends with each request. */
export type ApiClient = { readonly distributor: string; readonly key: string };

/** A request of the API; `rest` follows `/distributors/{id}/`. */
export function askApi(
  door: Door,
  { distributor, key }: ApiClient,
  rest: string,
  more: { method?: "GET" | "POST" | "PUT"; body?: object; idempotencyKey?: string } = {},
): Promise<Answer> {
  return door.ask({
    method: more.method ?? "GET",
    path: `/api/v1/distributors/${distributor}/${rest}`,
    headers: {
      authorization: `Bearer ${key}`,
      ...(more.body ? { "content-type": "application/json" } : {}),
      ...(more.idempotencyKey ? { "idempotency-key": more.idempotencyKey } : {}),
    },
    ...(more.body ? { body: JSON.stringify(more.body) } : {}),
  });
}

/** A server action, sent as the page's own script sends it. */
export function callAction(
  door: Door,
  seat: Seat,
  action: { path: string; id: string },
  input: object,
): Promise<Answer> {
  return door.ask({
    method: "POST",
    path: action.path,
    headers: {
      cookie: seat.cookie,
      origin: door.origin,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      "next-action": action.id,
    },
    body: JSON.stringify([input]),
  });
}

/** What an action returned: a line of its own in the stream that comes back. */
export function actionResult(answer: Answer): ActionAnswer | null {
  const line = answer.text.split("\n").find((one) => /^\w+:\{"ok":/.test(one));
  return line ? (JSON.parse(line.slice(line.indexOf(":") + 1)) as ActionAnswer) : null;
}

type ActionAnswer =
  | { readonly ok: true; readonly value: { readonly status: string; readonly operationId?: string } }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details?: Details } };

type Details = { readonly decidedBy?: string; readonly status?: string };

/** A page, as somebody signed in opens it. */
export function openPage(door: Door, seat: Seat, path: string): Promise<Answer> {
  return door.ask({ path, headers: { cookie: seat.cookie, accept: "text/html" } });
}

/** Whether an answer says nothing of what was done: none came, or the database was away. */
export function isUnknown({ status }: Answer): boolean {
  return status === 0 || status >= 500;
}
