"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** The request is another one than the person has read: nothing is decided before they have read it again. */
export function ChangedNotice({ onRead }: { onRead: () => void }) {
  const t = useTranslations("decisions");
  return (
    <div className="px-5.5 pb-3 max-sm:px-0">
      <Callout
        role="alert"
        title={t("changed")}
        action={
          <Button size="s" onClick={onRead}>
            {t("readAgain")}
          </Button>
        }
      >
        {t("changedText")}
      </Callout>
    </div>
  );
}
