import { useTranslations } from "next-intl";

const PROVES = ["stands", "unchanged", "linked"] as const;
const DOES_NOT = ["who", "holder", "reversed", "print"] as const;

/** What a confirmed transfer proves, and what it does not: people show each other such pages. */
export function Meaning() {
  const t = useTranslations("proof");
  return (
    <div className="grid gap-5 sm:grid-cols-2 print:grid-cols-2">
      <Points title={t("means.title")} points={PROVES.map((key) => t(`means.${key}`))} />
      <Points title={t("not.title")} points={DOES_NOT.map((key) => t(`not.${key}`))} />
    </div>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section>
      <h2 className="text-s font-semibold">{title}</h2>
      <ul className="mt-1.5 flex list-disc flex-col gap-1.5 pl-4.5 text-s text-ink-2 marker:text-ink-3">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
