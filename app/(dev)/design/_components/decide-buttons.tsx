"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DecideBar } from "@/components/operations/decide-bar";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";
import { EXPIRES } from "./samples";

/** The decide bar with dialogs that decide nothing. */
export function SampleDecideBar({ frame }: { frame: "pane" | "page" }) {
  const t = useTranslations("approvals");
  const [open, setOpen] = useState<"approve" | "reject" | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setOpen(null);
    setBusy(false);
  };
  return (
    <>
      <DecideBar
        frame={frame}
        expiresAt={EXPIRES}
        reject={
          <Button variant="danger" data-shortcut="reject" onClick={() => setOpen("reject")}>
            {t("rejectOpen")}
          </Button>
        }
        approve={
          <Button
            variant="primary"
            data-shortcut="approve"
            aria-keyshortcuts="A"
            keyHint={<Kbd tone="on-button">A</Kbd>}
            onClick={() => setOpen("approve")}
          >
            {t("approveOpen")}
          </Button>
        }
      />
      <AlertDialog
        open={open === "approve"}
        onOpenChange={close}
        busy={busy}
        title="Approve 250,000.00?"
        description="NGN 250,000.00 goes to J. Customer, +234 812 345 6781, at once."
        action={
          <Button variant="primary" busy={busy} busyLabel="Approving…" onClick={() => setBusy(true)}>
            Approve
          </Button>
        }
      />
      <AlertDialog
        open={open === "reject"}
        onOpenChange={close}
        title="Reject 250,000.00?"
        description="What is held becomes free again. The maker sees the reason."
        action={<Button variant="danger-solid">Reject</Button>}
      >
        <Field name="reason" label="Reason">
          {(control) => <Textarea {...control} data-autofocus />}
        </Field>
      </AlertDialog>
    </>
  );
}
