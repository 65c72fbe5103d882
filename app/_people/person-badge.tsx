import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";

/** How somebody stands in an organisation; `invited` while nobody has followed their invitation. */
export type PersonState = {
  readonly status: "invited" | "active" | "suspended" | "removed";
  readonly invited: { readonly isLapsed: boolean } | null;
};

const TONES: Record<PersonState["status"], Tone> = {
  invited: "wait",
  active: "good",
  suspended: "bad",
  removed: "idle",
};

/** How somebody stands here, as dot and word; an invitation whose time is over says so. */
export function PersonBadge({ person }: { person: PersonState }) {
  const t = useTranslations("people.status");
  const isLapsed = person.invited?.isLapsed ?? false;
  return (
    <Badge tone={isLapsed ? "idle" : TONES[person.status]} dot>
      {t(isLapsed ? "lapsed" : person.status)}
    </Badge>
  );
}
