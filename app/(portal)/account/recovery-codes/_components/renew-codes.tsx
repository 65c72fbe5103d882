"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "@/app/(auth)/sign-in/_components/use-problem-text";
import { useSubmit } from "@/app/(auth)/sign-in/_components/use-submit";
import { RecoveryCodeList } from "@/components/account/recovery-code-list";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { OtpInput } from "@/components/ui/otp-input";
import { renewCodes } from "../actions";

/** Makes new recovery codes after a code of the authenticator, and shows them once. */
export function RenewCodes() {
  const t = useTranslations("account.recovery");
  const router = useRouter();
  const problemText = useProblemText();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const step = useSubmit("code", async (code) => {
    const result = await renewCodes({ code });
    if (!result.ok) {
      const isWrong = result.error.code === "sign-in.code-wrong";
      return isWrong ? t("renew.wrong") : problemText(result.error, "authenticator");
    }
    setCodes(result.value);
    router.refresh();
    return null;
  });
  if (codes) {
    return (
      <Card className="flex flex-col gap-3" role="status">
        <CardTitle>{t("fresh.title")}</CardTitle>
        <p className="text-s text-ink-2">{t("fresh.text")}</p>
        <RecoveryCodeList codes={codes} />
      </Card>
    );
  }
  return (
    <Card>
      <form ref={step.form} action={step.action} noValidate className="flex flex-col gap-3.5">
        <CardTitle>{t("renew.title")}</CardTitle>
        <p className="text-s text-ink-2">{t("renew.text")}</p>
        <Field name="code" label={t("renew.label")} error={step.problem} className="max-w-xs">
          {(control) => <OtpInput {...control} />}
        </Field>
        <Button
          type="submit"
          variant="primary"
          busy={step.busy}
          busyLabel={t("renew.working")}
          className="self-start max-sm:w-full"
        >
          {t("renew.submit")}
        </Button>
      </form>
    </Card>
  );
}
