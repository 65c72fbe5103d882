import type { NextRequest } from "next/server";
import { z } from "zod";
import { parseInput } from "@/lib/http/parse-input";
import { answerPerson } from "@/lib/http/portal-route";
import { shownId } from "@/lib/http/shown-id";
import { lookAt } from "@/lib/operations";
import { run } from "@/lib/runtime";

const look = z.strictObject({ operation: shownId("operation") });

/** An open request tells that it is looked at, and hears by whom else: `?operation=op_…` → `{ others: ["Bola Ade"] }`. */
export function POST(request: NextRequest): Promise<Response> {
  return answerPerson(
    async (caller, peer) => {
      const { operation } = parseInput(look, Object.fromEntries(request.nextUrl.searchParams));
      return Response.json(await run(caller, peer, (ctx) => lookAt(ctx, { operationId: operation })));
    },
    // A page that stands open tells it by itself.
    { background: true },
  );
}
