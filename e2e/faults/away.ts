import { randomBytes, randomUUID } from "node:crypto";
import type { Door } from "./asking";
import type { Checker } from "./deciding";
import type { Answer, Ask } from "./exchange";
import { type ApiClient, askApi, callAction, openPage } from "./portal-calls";

/** In ms: two seconds are promised (lib/http), and half a one is for a machine that does other things, too. */
const TOLD_WITHIN = 2_500;

/** What the doors are knocked at with. */
export type Knocking = {
  readonly client: ApiClient;
  readonly checker: Checker;
  readonly sendCode: { readonly path: string; readonly id: string };
};

/**
 * Knocks at every door of a process while Postgres is away.
 * @returns a line for each that did not answer 503 and say when to come back, or did so late
 */
export async function knockWhileAway(door: Door, { client, checker, sendCode }: Knocking): Promise<string[]> {
  const { seat } = checker;
  const nobody = { name: "nobody", cookie: "portal.seen=1" };
  const operation = `op_${randomUUID()}`;
  const digest = randomBytes(32).toString("hex");
  const decision = { operation, revision: 1, digest, decision: "approve", comment: "" };
  const newOperation = { operationType: "cash-in", amount: "1.00", phoneTo: "+2348050000001" };
  const knocks = {
    "API read": askApi(door, client, "balance"),
    "API write": askApi(door, client, "operations", {
      method: "POST",
      body: newOperation,
      idempotencyKey: randomUUID(),
    }),
    home: openPage(door, seat, "/"),
    "list of operations": openPage(door, seat, "/operations"),
    "approval desk": openPage(door, seat, "/approvals"),
    "sign-in page of somebody with a session": openPage(door, seat, "/sign-in"),
    decision: callAction(door, seat, checker.action, decision),
    "first step of sign-in": callAction(door, nobody, sendCode, { phone: "+2348050009999" }),
    "last step of sign-in": finishSignIn(door),
    "what a page asks by itself": door.ask({ path: "/api/portal/pulse", headers: { cookie: seat.cookie } }),
    readiness: door.ask({ path: "/api/health/ready" }),
  };
  const answers = await Promise.all(Object.entries(knocks).map(([name, knock]) => timed(name, knock)));
  const lines = answers.flatMap(whatIsWrong);
  const alive = await door.ask({ path: "/api/health" });
  return alive.status === 200 ? lines : [...lines, `health: ${alive.status} while Postgres was away`];
}

/** An answer to a knock, and after how many ms it was there. */
type Knocked = { readonly name: string; readonly answer: Answer; readonly ms: number };

async function timed(name: string, knock: Promise<Answer>): Promise<Knocked> {
  const begun = performance.now();
  const answer = await knock;
  return { name, answer, ms: performance.now() - begun };
}

/** What is wrong with an answer that was given while Postgres was away: each is a line of what must be 0. */
export function whatIsWrong({ name, answer: { status, headers }, ms }: Knocked): string[] {
  const isTold = status === 503 && headers["retry-after"] !== undefined;
  const what = `${status || "lost"}${headers["retry-after"] ? "" : " without Retry-After"}`;
  return [
    ...(isTold ? [] : [`${name}: ${what} while Postgres was away`]),
    ...(ms > TOLD_WITHIN ? [`${name}: ${status || "lost"} after ${Math.round(ms)} ms while Postgres was away`] : []),
  ];
}

/** The last step of sign-in: next-auth's own form, from a browser that has passed the SMS step. */
async function finishSignIn(door: Door): Promise<Answer> {
  const csrf = await door.ask({ path: "/api/auth/csrf" });
  const { csrfToken = "" } = JSON.parse(csrf.text || "{}") as { csrfToken?: string };
  const cookies = [csrf.headers["set-cookie"] ?? []].flat().map((cookie) => cookie.split(";")[0]);
  const state = `portal.sign-in=${randomUUID()}.${randomBytes(32).toString("base64url")}`;
  const form: Ask = {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: {
      cookie: [...cookies, state].join("; "),
      origin: door.origin,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrfToken, kind: "totp", code: "123456", json: "true" }).toString(),
  };
  return door.ask(form);
}
