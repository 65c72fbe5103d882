import { useTranslations } from "next-intl";

/** The title of a step, and how far one has come. */
export function StepTitle({ n, title }: { n: number; title: string }) {
  const t = useTranslations("signIn");
  return (
    <>
      <span className="mb-1 block text-xs font-medium tracking-normal text-ink-3">{t("step", { n })}</span>
      {title}
    </>
  );
}
