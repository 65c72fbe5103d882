import type { EffectView } from "@/components/operations/operation-view";
import type { Id } from "@/lib/kernel/ids";
import { addMoney, formatAmount, type Money, subtractMoney } from "@/lib/kernel/money";
import { readBalance, readBalances } from "@/lib/ledger";
import type { OperationView } from "@/lib/operations";
import type { Organisation } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { moneyWayOf } from "../../_components/money-way";

/** What approving an operation now would do to the float, or to the own accounts that it names; empty where it does nothing to them. */
export async function readEffect(ctx: Ctx, view: OperationView, whose: Organisation): Promise<EffectView[]> {
  const { amount } = view;
  if (!amount || whose.kind === "issuer") return [];
  if (view.type === "own-transfer") return betweenOwn(ctx, view, amount);
  const way = moneyWayOf(view);
  if (!way) return [];
  const float = await readBalance(ctx, whose.floatAccountId);
  const posted = way.float === "out" ? subtractMoney(float.posted, amount) : addMoney(float.posted, amount);
  return [
    { what: "available-float", amount: formatAmount(float.available) },
    ...(way.held && view.consent?.state !== "awaited"
      ? [{ what: `held-${way.held}`, amount: formatAmount(amount) } as const]
      : []),
    { what: "posted-float", amount: formatAmount(float.posted), becomes: formatAmount(posted) },
  ];
}

async function betweenOwn(ctx: Ctx, { payload }: OperationView, amount: Money): Promise<EffectView[]> {
  const { from, to, fromName, toName } = payload as Record<"from" | "to", Id<"account">> &
    Record<"fromName" | "toName", string | null>;
  const balances = await readBalances(ctx, [from, to]);
  const posted = (account: Id<"account">, name: string | null, change: typeof addMoney): EffectView[] => {
    const balance = balances.get(account);
    return balance
      ? [
          {
            what: name === null ? "posted-float" : "posted-own",
            name,
            amount: formatAmount(balance.posted),
            becomes: formatAmount(change(balance.posted, amount)),
          },
        ]
      : [];
  };
  return [...posted(from, fromName, subtractMoney), ...posted(to, toName, addMoney)];
}
