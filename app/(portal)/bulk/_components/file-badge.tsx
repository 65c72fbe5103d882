import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { BatchState } from "@/lib/batches/schemas";

const TONES: Record<BatchState, Tone> = {
  receiving: "wait",
  reading: "wait",
  unreadable: "bad",
  mapping: "accent",
  checking: "wait",
  ready: "accent",
  submitting: "wait",
  submitted: "good",
  discarded: "idle",
};

/** Where a file stands, as dot and word. */
export function FileBadge({ state }: { state: BatchState }) {
  const t = useTranslations("bulk.state");
  return (
    <Badge tone={TONES[state]} dot>
      {t(state)}
    </Badge>
  );
}
