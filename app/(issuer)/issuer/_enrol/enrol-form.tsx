"use client";

import { useTranslations } from "next-intl";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { TextField } from "@/app/_operation-form/text-field";
import { Button } from "@/components/ui/button";
import { type EnrolKind, useEnrol } from "./use-enrol";

/** Registers a merchant or a customer, and leads back to the list. The same one twice is refused: nobody is registered two times. */
export function EnrolForm({ kind }: { kind: EnrolKind }) {
  const t = useTranslations("issuer.enrol");
  const { state, problems, attempt, busy, text, send } = useEnrol(kind);
  const said = (name: "name" | "phone") => ({ label: t(`${kind}.${name}`), hint: t(`${kind}.hints.${name}`) });
  const refusal = state.phase === "refused" ? state.refusal : undefined;
  const code = { label: t("merchant.code"), hint: t("merchant.hints.code") };
  return (
    <form
      noValidate
      autoComplete="off"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary problems={problems} attempt={attempt} refusal={refusal} />
      <TextField {...text("name")} {...said("name")} maxLength={80} />
      {kind === "merchant" ? <TextField {...text("shortCode")} {...code} inputMode="numeric" maxLength={12} /> : null}
      <TextField {...text("phone")} {...said("phone")} optional={kind === "merchant"} inputMode="tel" maxLength={32} />
      {state.phase === "unknown" ? <OutcomeUnknown /> : null}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={busy} busyLabel={t("busy")}>
          {t(`${kind}.submit`)}
        </Button>
      </div>
    </form>
  );
}
