"use client";

import { OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { ReasonAct } from "../../_components/reason-act";
import { stopKeys } from "../../actions";

/** The one switch for admins: no key of this distributor works any more, from the next request on. */
export function StopKeys() {
  const t = useTranslations("apiKeys.stop");
  const [open, setOpen] = useState(false);
  return (
    <Card className="flex flex-wrap items-center gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <CardTitle>{t("title")}</CardTitle>
        <p className="text-s text-ink-2">{t("text")}</p>
      </div>
      <Button
        variant="danger"
        icon={<OctagonX aria-hidden="true" />}
        onClick={() => setOpen(true)}
        className="max-sm:w-full"
      >
        {t("button")}
      </Button>
      {open ? (
        <ReasonAct
          type="api-keys-stop"
          title={t("button")}
          means={t("means")}
          submitLabel={t("submit")}
          danger
          send={({ reason }) => stopKeys({ reason })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Card>
  );
}
