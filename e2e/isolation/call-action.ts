import { ask } from "../support/distributor-api";
import { baseURL } from "../support/trial";
import type { Action } from "./action";
import type { Ids } from "./ids";
import type { Seat } from "./seats";

/** What came of an action: `ok`, the code of a refusal, or where a form leads; and all that it said, but for ids and what differs each time. */
export type Outcome = { readonly outcome: string; readonly said: string };

type Result = { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } };

/** Calls a server action as a page's own script does. */
export async function callAction(seat: Seat, at: string, id: string, action: Action, ids: Ids): Promise<Outcome> {
  const input = action.input(ids);
  const { type, body } =
    action.form && input ? asForm(input) : { type: "text/plain;charset=UTF-8", body: asJson(input) };
  const answer = await ask({
    method: "POST",
    path: at,
    key: null,
    body,
    headers: {
      ...seat.headers,
      origin: baseURL,
      accept: "text/x-component",
      "content-type": type,
      "next-action": id,
    },
  });
  if (answer.status >= 500) return { outcome: `broken: ${answer.status}`, said: "" };
  const to = answer.headers["x-action-redirect"];
  if (to) return { outcome: `sent to ${String(to).replace(/;.*/, "")}`, said: "" };
  const line = answer.text.split("\n").find((one) => /^\w+:\{"ok":/.test(one));
  if (!line) return { outcome: `status ${answer.status}`, said: "" };
  const text = line.slice(line.indexOf(":") + 1);
  return { outcome: outcomeOf(JSON.parse(text) as Result), said: withoutIds(text, ids) };
}

function outcomeOf({ ok, value, error }: Result): string {
  if (!ok) return error?.code ?? "refused";
  const [first] = Array.isArray(value) ? (value as { ok?: boolean; code?: string }[]) : [];
  return first?.ok === false ? (first.code ?? "refused") : "ok";
}

const asJson = (input: object | null) => JSON.stringify(input ? [input] : []);

// As React sends a form: its fields behind the number of the argument that it is.
function asForm(fields: object) {
  const boundary = "----isolation";
  const parts = [...Object.entries(fields).map(([name, value]) => [`1_${name}`, String(value)]), ["0", '["$K1"]']];
  const body = parts.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${body.join("")}--${boundary}--\r\n` };
}

function withoutIds(text: string, ids: Ids): string {
  return Object.entries(ids)
    .reduce((rest, [name, id]) => rest.replaceAll(id, name), text)
    .replace(/"requestId":"[^"]*"/, "");
}
