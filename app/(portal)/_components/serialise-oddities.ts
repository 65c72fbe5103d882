import type { Oddity as OddityView } from "@/components/operations/operation-view";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { Oddity } from "@/lib/operations";

/** Oddities as plain data for components: amounts plain decimals, instants RFC 3339. */
export function serialiseOddities(oddities: readonly Oddity[] = []): OddityView[] {
  return oddities.map(toView);
}

function toView(odd: Oddity): OddityView {
  switch (odd.kind) {
    case "first-time":
      return odd;
    case "unusual-amount":
      return { kind: odd.kind, usual: formatAmount(odd.usual) };
    case "repeated":
      return { kind: odd.kind, at: toRfc3339(odd.at) };
  }
}
