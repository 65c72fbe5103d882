import { openDatabase } from "@/db/client";
import type { Id } from "@/lib/kernel/ids";
import {
  answerConsent,
  type ConsentOutcome,
  type ConsentRequest,
  consentCaller,
  prepareConsent,
} from "@/lib/operations";
import type { Caller } from "@/lib/runtime";
import { run } from "@/lib/runtime";
import { ensureTestSettings } from "./sign-in";
import type { World } from "./world";

/** How the customers of a world are asked, as the worker does it, and how they answer. */
export type Consents = {
  /** Sends the SMS about an operation; its code and the token of its link. */
  ask(operation: Id<"operation">): Promise<ConsentRequest>;
  /** The same, or null where nobody is to be asked. */
  tryToAsk(operation: Id<"operation">): Promise<ConsentRequest | null>;
  /** Somebody types a code. */
  type(by: Caller, operation: Id<"operation">, code: string): Promise<ConsentOutcome>;
  /** A customer answers by the link. */
  click(token: string, answer: "given" | "refused"): Promise<ConsentOutcome>;
  close(): Promise<void>;
};

/** Opens a worker for that; close it before the world. */
export function openConsents(world: World): Consents {
  ensureTestSettings(world.urls.appUrl);
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  const tryToAsk = (operation: Id<"operation">) =>
    run(world.system, { requestId: "test", database: worker }, (ctx) => prepareConsent(ctx, operation));
  return {
    tryToAsk,
    async ask(operation) {
      const asked = await tryToAsk(operation);
      if (!asked) throw new Error("nobody is to be asked");
      return asked;
    },
    type: (by, operationId, code) => world.as(by, (ctx) => answerConsent(ctx, { operationId, answer: "given", code })),
    async click(token, answer) {
      const asked = await consentCaller(token);
      if (!asked) throw new Error("a link that leads nowhere");
      const { operationId } = asked;
      return world.as(asked.caller, (ctx) => answerConsent(ctx, { operationId, answer, token }));
    },
    close: () => worker.$client.end({ timeout: 1 }),
  };
}

/** A code that is not this one. */
export function anotherCode(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
