import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";

/** Says on each page of an admin that the last verification failed. */
export function VerificationBanner({ violations }: { violations: number }) {
  const t = useTranslations("verification.banner");
  return (
    // On a phone the page's own bar reaches up over the gap above it.
    <div className="max-lg:mb-4">
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
    </div>
  );
}
