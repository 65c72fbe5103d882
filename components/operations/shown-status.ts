import type { OperationStatus } from "@/components/ui/status-badge";
import type { OperationRowView } from "./operation-view";

/** The state as its badge says it: of what was completed also that it was reversed since. Reversals that wait change nothing yet. */
export function shownStatus({ status, reversed }: Pick<OperationRowView, "status" | "reversed">): OperationStatus {
  if (status !== "completed" || !reversed || reversed.extent === "none") return status;
  return reversed.extent === "whole" ? "reversed" : "partly-reversed";
}
