"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Countdown } from "@/components/ui/countdown";
import { Field } from "@/components/ui/field";
import { OtpInput } from "@/components/ui/otp-input";
import type { ActionResult } from "@/lib/kernel/action-result";
import type { ConsentOutcome } from "@/lib/operations";
import type { SerialisedOperation } from "../../../_components/serialise-operation";
import { giveConsent, sendConsentAgain } from "../actions";

type Said = { readonly problem?: string; readonly note?: string };

/** For a maker with the customer before them: the code that the customer reads out of their SMS. */
export function ConsentCode({ operation }: { operation: SerialisedOperation }) {
  const t = useTranslations("operationPage.consent");
  const router = useRouter();
  const [said, setSaid] = useState<Said>({});
  const [busy, setBusy] = useState<"code" | "again" | null>(null);
  const [form, setForm] = useState(0);

  async function ask(what: "code" | "again", work: () => Promise<Said>) {
    if (busy) return;
    setBusy(what);
    setSaid(await work().catch(() => ({ problem: t("lost") })));
    setBusy(null);
  }

  async function type(code: string): Promise<Said> {
    const result = await giveConsent({ operation: operation.id, code });
    const problem = inWords(result);
    if (problem === null) router.refresh();
    // Another code is typed from the start.
    else setForm((n) => n + 1);
    return problem === null ? {} : { problem };
  }

  async function again(): Promise<Said> {
    const result = await sendConsentAgain({ operation: operation.id });
    if (!result.ok) return { problem: result.error.message };
    return result.value.sent ? { note: t("sentAgain") } : { problem: t("sentEnough") };
  }

  /** What is wrong; null once there is something else to show. */
  function inWords(result: ActionResult<ConsentOutcome>): string | null {
    if (!result.ok) return result.error.message;
    const { value } = result;
    if (value.outcome === "wrong") return t("wrong", { left: value.triesLeft });
    if (value.outcome === "too-many" || value.outcome === "not-sent") return t(value.outcome);
    return null;
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code"));
    void ask("code", () => type(code));
  }

  return (
    <Card aria-labelledby="consent" className="border-wait">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="consent" className="flex-1 text-m font-semibold">
          {t("title")}
        </h2>
        <small className="text-xs text-ink-3">
          <Countdown at={operation.expiresAt} />
        </small>
      </div>
      <p className="mt-0.5 mb-3.5 text-s text-ink-2">{t("text", { name: operation.counterparty.name })}</p>
      <form onSubmit={submit} className="flex flex-col gap-3.5">
        <Field name="code" label={t("label")} error={said.problem}>
          {(control) => <OtpInput key={form} {...control} autoFocus={form > 0} />}
        </Field>
        <div className="flex flex-wrap gap-2.5 max-sm:[&>*]:flex-1">
          <Button type="submit" variant="primary" busy={busy === "code"} busyLabel={t("confirming")}>
            {t("confirm")}
          </Button>
          <Button busy={busy === "again"} busyLabel={t("sending")} onClick={() => void ask("again", again)}>
            {t("again")}
          </Button>
        </div>
      </form>
      <p role="status" className="mt-3 text-s text-ink-2 empty:hidden">
        {said.note}
      </p>
    </Card>
  );
}
