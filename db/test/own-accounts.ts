import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { listOwnAccounts } from "@/lib/organisations";
import { decide, submit } from "./acts";
import type { PolicyMakers } from "./policies";
import type { World } from "./world";

const web = { idempotency: null } as const;

/** The request for another account beside the float. */
export const opening = (name: string) => ({ ...web, input: { type: "float-account-open", name } as const });

/** The request to move so many minor units from one own account to another. */
export const ownTransfer = (from: Id<"account">, to: Id<"account">, minor: bigint) => ({
  ...web,
  input: { type: "own-transfer", from, to, amount: money(minor, "NGN"), memo: null } as const,
});

/** Opens an account beside the float: an admin asks for it, a checker approves. */
export async function openAccount(
  world: World,
  { distributor, admin, checker }: PolicyMakers,
  name: string,
): Promise<Id<"account">> {
  await decide(world, checker.caller, await submit(world, admin.caller, opening(name)));
  const own = await world.as(admin.caller, (ctx) => listOwnAccounts(ctx, distributor.id));
  const account = own.find((one) => one.name === name);
  if (!account) throw new Error(`${name} was not opened`);
  return account.id;
}
