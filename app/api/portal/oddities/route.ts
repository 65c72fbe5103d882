import type { NextRequest } from "next/server";
import { serialiseOddities } from "@/app/(portal)/_components/serialise-oddities";
import { readForPage } from "@/lib/http/portal-route";
import { parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { foreseeOddities } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";

/** What is odd about a cash-in that is about to be sent: `?amount=5000.00&phone=…`, without a phone to a merchant. */
export function GET(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  return readForPage(async (ctx) => {
    const { currency } = await readOwnDistributor(ctx);
    const phone = searchParams.get("phone");
    const oddities = await foreseeOddities(ctx, {
      type: "cash-in",
      phone: phone === null ? null : parsePhone(phone),
      amount: parseMoney(searchParams.get("amount") ?? "", currency),
    });
    return { oddities: serialiseOddities(oddities) };
  });
}
