import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { SerialisedKey } from "../serialise-key";

const TONES: Record<SerialisedKey["state"], Tone> = {
  pending: "wait",
  unrevealed: "accent",
  active: "good",
  lapsed: "idle",
  revoked: "bad",
  expired: "idle",
};

/** How a key stands, as dot and word; an active one says so when all keys are stopped. */
export function KeyBadge({ state, isStopped = false }: { state: SerialisedKey["state"]; isStopped?: boolean }) {
  const t = useTranslations("apiKeys.state");
  const stands = isStopped && state === "active";
  return (
    <Badge tone={stands ? "bad" : TONES[state]} dot>
      {t(stands ? "stopped" : state)}
    </Badge>
  );
}
