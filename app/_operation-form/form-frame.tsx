"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Refusal } from "@/lib/kernel/action-result";
import { ProblemSummary } from "./problem-summary";
import type { Problem } from "./problems";

/** The state of a form that its frame shows. */
export type FormFrameProps = {
  readonly problems: readonly Problem[];
  /** Counts how often something was found wrong: the summary is led to once for each. */
  readonly attempt: number;
  readonly refusal: Refusal | undefined;
  readonly checking: boolean;
  readonly goOn: () => void;
};

/** The first step of a form: what is wrong on top, the fields, and Continue, which leads to the last look. */
export function FormFrame({
  problems,
  attempt,
  refusal,
  checking,
  goOn,
  children,
}: FormFrameProps & { children: ReactNode }) {
  const t = useTranslations("operationForm");
  return (
    <form
      noValidate
      autoComplete="off"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <ProblemSummary problems={problems} attempt={attempt} refusal={refusal} />
      {children}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={checking} busyLabel={t("checking")}>
          {t("continue")}
        </Button>
      </div>
    </form>
  );
}
