"use client";

import { useTranslations } from "next-intl";
import { reveal } from "../../../actions";
import { SecretDialog } from "./secret-dialog";
import type { Sample } from "./shown-secret";

/** Makes and shows the first secret of an approved key, for its maker. */
export function RevealDialog({
  id,
  label,
  sample,
  onClose,
}: {
  id: string;
  label: string;
  sample: Sample;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.acts.reveal");
  return (
    <SecretDialog
      title={t("title", { label })}
      means={t("means")}
      submitLabel={t("submit")}
      sample={sample}
      send={() => reveal({ id })}
      onClose={onClose}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-s text-ink-2">
        {(["place", "share", "late"] as const).map((hint) => (
          <li key={hint}>{t(`hints.${hint}`)}</li>
        ))}
      </ul>
    </SecretDialog>
  );
}
