import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useActionState, useRef, useState } from "react";

/** What the form of a step needs. */
export type StepSubmit = {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly busy: boolean;
  readonly problem: ReactNode;
  setProblem(problem: ReactNode): void;
  action(data: FormData): void;
};

/**
 * Sends a step's form: once at a time, the answer next to its field, which gets the focus back. `send` takes the value of the control `name`,
 * and the whole form, and gives what is wrong, in words, or null when the step is passed. A form's action and not its submit event: what is sent before the
 * script has arrived waits for it, instead of going out in the page's address.
 */
export function useSubmit(name: string, send: (value: string, data: FormData) => Promise<ReactNode>): StepSubmit {
  const t = useTranslations("signIn");
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<ReactNode>(null);

  const [, action, busy] = useActionState(async (_: null, data: FormData) => {
    // What throws here is the network: refusals are answers.
    const wrong = await send(String(data.get(name) ?? "").trim(), data).catch(() => t("problem.offline"));
    setProblem(wrong);
    const control = form.current?.elements.namedItem(name);
    if (wrong !== null && control instanceof HTMLInputElement) control.focus();
    return null;
  }, null);

  return { form, busy, problem, setProblem, action };
}
