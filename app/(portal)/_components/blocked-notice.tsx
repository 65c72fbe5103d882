import { useTranslations } from "next-intl";
import type { BlockedView } from "@/components/operations/operation-view";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Unblock } from "../operations/[id]/read-detail";

/** Why nobody could complete a request, what would unblock it, and the way there. */
export function BlockedNotice({ blocked, ways }: { blocked: BlockedView; ways: readonly Unblock[] }) {
  const t = useTranslations("blocked");
  const { reason, roles, missing, possible, who, until } = blocked;
  const role = roles.length > 1 ? "both" : (roles[0] ?? "checker");
  return (
    <Callout
      tone="bad"
      title={t("title")}
      action={
        ways.length > 0 ? (
          <span className="flex flex-none flex-col gap-1.5">
            {ways.map(({ to, href }) => (
              <LinkButton key={to} size="s" href={href}>
                {t(to === "people" ? "toPeople" : "toPolicy")}
              </LinkButton>
            ))}
          </span>
        ) : null
      }
    >
      {t.rich(`why.${reason}`, {
        missing,
        possible,
        roles: t(`roles.${role}`, { count: missing }),
        who: who ?? "",
        until: () => (until ? <RelativeTime at={until} form="full" /> : null),
      })}{" "}
      {t(`way.${reason}`)}
    </Callout>
  );
}
