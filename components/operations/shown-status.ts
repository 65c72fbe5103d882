import type { OperationStatus } from "@/components/ui/status-badge";
import type { OperationRowView } from "./operation-view";

/**
 * The state as its badge says it: of what waits also that nobody could complete it, of what was completed that it was reversed since. Reversals that
 * wait change nothing yet.
 */
export function shownStatus({
  status,
  reversed,
  blocked,
}: Pick<OperationRowView, "status" | "reversed" | "blocked">): OperationStatus {
  if (status === "pending" && blocked) return "blocked";
  if (status !== "completed" || !reversed || reversed.extent === "none") return status;
  return reversed.extent === "whole" ? "reversed" : "partly-reversed";
}
