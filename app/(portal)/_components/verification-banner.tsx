import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";

/** Says on each page of an admin that the last verification failed. */
export function VerificationBanner({ violations }: { violations: number }) {
  const t = useTranslations("verification.banner");
  return (
    <Callout
      tone="bad"
      role="alert"
      title={t("title")}
      action={
        <LinkButton href="/verification" size="s">
          {t("open")}
        </LinkButton>
      }
    >
      {t("text", { count: violations })}
    </Callout>
  );
}
