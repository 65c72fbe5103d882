"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "@/app/_operation-form/choice";
import { OVERLAPS } from "@/lib/kernel/key-terms";
import { rotate } from "../../../actions";
import { SecretDialog } from "./secret-dialog";
import type { Sample } from "./shown-secret";

/** Makes another secret of a key; the one before it works on for as long as its clients need to change over. */
export function RotateDialog({
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
  const t = useTranslations("apiKeys.acts.rotate");
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>("24h");
  return (
    <SecretDialog
      title={t("title", { label })}
      means={t("means")}
      submitLabel={t("submit")}
      sample={sample}
      send={() => rotate({ id, overlap })}
      onClose={onClose}
    >
      <Choice
        name="overlap"
        legend={t("overlap")}
        value={overlap}
        options={OVERLAPS.map((value) => ({ value, label: t(`overlaps.${value}`) }))}
        onChange={(value) => setOverlap(OVERLAPS.find((one) => one === value) ?? overlap)}
      />
      <p className="min-h-10 text-s text-ink-2">{t(`becomes.${overlap}`)}</p>
    </SecretDialog>
  );
}
