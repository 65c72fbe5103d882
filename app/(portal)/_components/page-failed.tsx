"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { readDigest } from "@/lib/http/page-error";

/** A page that could not be read: what happened, that no money moved by it, what to do, and the id to name. */
export function PageFailed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("portal.error");
  const router = useRouter();
  const refusal = readDigest(error.digest);
  const kind = kindOf(refusal?.code);

  function retry() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }

  return (
    <>
      <PageHeader title={t("tab")} />
      <ErrorState
        title={t(`${kind}.title`)}
        money={t("money")}
        next={t(`${kind}.next`)}
        requestId={refusal?.requestId}
        action={
          <Button variant="primary" onClick={retry}>
            {t("retry")}
          </Button>
        }
      />
    </>
  );
}

function kindOf(code: string | undefined): "forbidden" | "unavailable" | "other" {
  if (code === "auth.forbidden") return "forbidden";
  return code === "runtime.database-unavailable" || code === "runtime.busy" ? "unavailable" : "other";
}
