import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { StepSubmit } from "./use-submit";

/** The form of one step: its field, Continue, and below what else one can do. */
export function StepForm({ step, more, children }: { step: StepSubmit; more?: ReactNode; children: ReactNode }) {
  const t = useTranslations("signIn");
  return (
    <form ref={step.form} action={step.action} noValidate className="flex flex-col gap-5">
      {children}
      <Button type="submit" variant="primary" size="l" wide busy={step.busy} busyLabel={t("working")}>
        {t("continue")}
      </Button>
      {more ? <div className="-mt-1.5 flex flex-col items-center gap-1">{more}</div> : null}
    </form>
  );
}
