"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { Dialog } from "@/components/ui/dialog";
import type { useAct } from "./use-act";

const FORM = "person-act";

/** The dialog of one act: what it means, its fields, and the button; refusals stand above the fields. */
export function ActDialog({
  title,
  means,
  submitLabel,
  danger = false,
  disabled = false,
  act,
  onClose,
  onSubmit,
  children,
}: {
  title: string;
  means: ReactNode;
  submitLabel: string;
  danger?: boolean;
  disabled?: boolean;
  act: ReturnType<typeof useAct>;
  onClose: () => void;
  onSubmit: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("people");
  const tu = useTranslations("ui");
  return (
    <Dialog
      open
      onOpenChange={(open) => open || act.busy || onClose()}
      title={title}
      description={means}
      footer={
        <>
          <Button onClick={onClose} disabled={act.busy}>
            {tu("cancel")}
          </Button>
          <Button
            type="submit"
            form={FORM}
            variant={danger ? "danger-solid" : "primary"}
            busy={act.busy}
            busyLabel={t("working")}
            disabled={disabled}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {act.refusal ? (
          <Callout tone="bad" role="alert">
            {act.refusal.message} <CopyId value={act.refusal.requestId} />
          </Callout>
        ) : null}
        {act.unknown ? <Callout role="status">{t("unknown")}</Callout> : null}
        {children}
      </form>
    </Dialog>
  );
}
