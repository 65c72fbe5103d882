import { useTranslations } from "next-intl";
import { Badge, type Tone } from "./badge";

/** Wire words of an operation's state, and those that are derived: `blocked` (nobody could complete it), `reversed` and `partly-reversed`. */
export type OperationStatus =
  | "pending"
  | "executing"
  | "completed"
  | "rejected"
  | "cancelled"
  | "expired"
  | "failed"
  | "blocked"
  | "reversed"
  | "partly-reversed";

const TONES: Record<OperationStatus, Tone> = {
  pending: "wait",
  executing: "wait",
  completed: "good",
  rejected: "bad",
  cancelled: "idle",
  expired: "idle",
  failed: "bad",
  blocked: "bad",
  reversed: "idle",
  "partly-reversed": "idle",
};

/** The state of an operation as dot and word, the same everywhere. `label` says more of it: "Waiting for 1 of 2 approvals". */
export function StatusBadge({ status, label }: { status: OperationStatus; label?: string | undefined }) {
  const t = useTranslations("status");
  return (
    <Badge tone={TONES[status]} dot>
      {label ?? t(status)}
    </Badge>
  );
}
