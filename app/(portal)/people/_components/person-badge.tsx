import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { SerialisedPerson } from "../read-people";

const TONES: Record<SerialisedPerson["status"], Tone> = {
  invited: "wait",
  active: "good",
  suspended: "bad",
  removed: "idle",
};

/** How somebody stands here, as dot and word; an invitation whose time is over says so. */
export function PersonBadge({ person }: { person: Pick<SerialisedPerson, "status" | "invited"> }) {
  const t = useTranslations("people.status");
  const isLapsed = person.invited?.isLapsed ?? false;
  return (
    <Badge tone={isLapsed ? "idle" : TONES[person.status]} dot>
      {t(isLapsed ? "lapsed" : person.status)}
    </Badge>
  );
}
