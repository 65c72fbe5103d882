import { view } from "@/lib/http/view";
import { ownIssuer } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** The one read unit of a page of the issuer's: for everybody but its staff there is no such page (DESIGN §7). */
export function issuerView<T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  return view((ctx) => {
    ownIssuer(ctx);
    return verb(ctx);
  });
}
