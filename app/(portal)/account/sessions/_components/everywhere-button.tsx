"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { signOutEverywhere } from "@/app/(auth)/actions";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";

/** Ends every session of the person, after a question. */
export function EverywhereButton({ wide = false }: { wide?: boolean }) {
  const t = useTranslations("account.signOut");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" wide={wide} onClick={() => setOpen(true)}>
        {t("everywhere")}
      </Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title={t("everywhereTitle")}
        description={t("everywhereText")}
        formAction={signOutEverywhere}
        action={
          <SubmitButton variant="danger-solid" busyLabel={t("working")}>
            {t("everywhere")}
          </SubmitButton>
        }
      />
    </>
  );
}
