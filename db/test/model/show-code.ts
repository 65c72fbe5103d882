import { stepUp } from "@/lib/identity";
import { rewrite } from "./befall";
import type { Cast } from "./cast";
import { showsCode } from "./decide";
import { at } from "./state";
import type { Decision } from "./steps";

/** Does what somebody decides, once they have shown the code that they decide it with. Afterwards it is as if its minute were over. */
export async function withCode<T>(
  cast: Cast,
  by: number,
  items: readonly Decision[],
  decide: () => Promise<T>,
): Promise<T> {
  if (!showsCode(cast.state, by, items)) return decide();
  await showCode(cast, by, items);
  const result = await decide();
  await forgetCodes(cast);
  return result;
}

/** Somebody shows a fresh code of their authenticator for what they are about to decide. */
export async function showCode(cast: Cast, by: number, items: readonly Decision[]): Promise<void> {
  const code = await cast.authenticators[by]?.();
  const ids = new Set(
    items.flatMap(({ operation }) => (operation === "unknown" ? [] : [at(cast.operations, operation)])),
  );
  if (code === undefined) throw new Error(`actor ${by} has no authenticator`);
  const { outcome } = await cast.world.as(at(cast.callers, by), (ctx) => stepUp(ctx, { code, operationIds: [...ids] }));
  if (outcome !== "confirmed") throw new Error(`a fresh code was ${outcome}`);
}

/** Whoever has shown a code must show another one, and may do so at once: nobody waits for an authenticator here. */
export async function forgetCodes(cast: Cast): Promise<void> {
  await rewrite(cast, async (tx) => {
    await tx`update step_ups set at = at - interval '6 minutes', totp_step = -(select count(*) from step_ups)::int where totp_step > 0`;
    await tx`update people set totp_last_step = 0 where totp_last_step > 0`;
  });
}
