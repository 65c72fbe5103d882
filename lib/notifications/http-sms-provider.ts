import { setTimeout as wait } from "node:timers/promises";
import { type Sms, SmsError, type SmsProvider } from "./sms";

/** `body` is a template: `{{to}}` and `{{text}}` are replaced, JSON-escaped. `backoff` gives the pauses before each retry, in ms. */
export type HttpSmsOptions = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeout?: number;
  readonly backoff?: readonly number[];
};

/**
 * Any gateway that takes a POST. Five seconds a try; two retries after a network error, a time-out, 429 or 5xx. Anything else but 2xx will
 * not become better by itself and fails at once. A try that timed out may have been taken, so a person may receive an SMS twice.
 */
export function httpSmsProvider(options: HttpSmsOptions): SmsProvider {
  const { timeout = 5_000, backoff = [500, 2_000] } = options;
  return {
    async send(sms) {
      for (let retry = 0; ; retry++) {
        const problem = await post(options, sms, timeout);
        if (!problem) return;
        const pause = backoff[retry];
        if (!problem.mayPass || pause === undefined) throw new SmsError(`SMS gateway: ${problem.what}`);
        await wait(pause);
      }
    },
  };
}

async function post(
  options: HttpSmsOptions,
  sms: Sms,
  timeout: number,
): Promise<{ what: string; mayPass: boolean } | null> {
  try {
    const response = await fetch(options.url, {
      method: "POST",
      headers: headersOf(options),
      body: fill(options.body, sms),
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    if (response.ok) return null;
    return { what: `answered ${response.status}`, mayPass: response.status === 429 || response.status >= 500 };
  } catch (error) {
    const cause =
      error instanceof Error ? ((error.cause as { code?: string } | undefined)?.code ?? error.name) : "unknown";
    return { what: `not reached (${cause})`, mayPass: true };
  }
}

// `Headers` knows no case, so that a Content-Type of the settings replaces ours instead of joining it.
function headersOf(options: HttpSmsOptions): Headers {
  const headers = new Headers({ "content-type": "application/json" });
  for (const [name, value] of Object.entries(options.headers)) headers.set(name, value);
  return headers;
}

// In one pass, so that a text with braces in it is not filled again.
function fill(template: string, sms: Sms): string {
  return template.replace(/\{\{(to|text)\}\}/g, (_, name: "to" | "text") => JSON.stringify(sms[name]).slice(1, -1));
}
