import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeskDelegation } from "../read-desk";

/** In whose place this person decides at present, or who decides in theirs, and until when. */
export function DeskDelegations({ delegations }: { delegations: readonly DeskDelegation[] }) {
  const t = useTranslations("approvalsDesk.delegation");
  return delegations.map(({ id, whose, name, until }) => (
    <Callout
      key={id}
      tone="idle"
      action={
        <LinkButton size="s" href="/account/delegation">
          {t("open")}
        </LinkButton>
      }
    >
      {t.rich(whose, { name, until: () => <RelativeTime at={until} form="full" /> })}
    </Callout>
  ));
}
