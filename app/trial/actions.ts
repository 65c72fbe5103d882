"use server";

import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { answer } from "@/lib/http/action";
import { parseInput } from "@/lib/http/parse-input";
import type { ActionResult } from "@/lib/kernel/action-result";
import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { askForWithdrawal, mayLook } from "@/lib/trial";

const wish = z.strictObject({ phone: z.string().max(64), amount: z.string().max(64) });

/** What was asked for: the request as the API shows it, and its amount as a plain decimal. */
export type Asked = { readonly operationID: string; readonly amount: string };

/** A customer of the trial asks for a withdrawal: `{ phone, amount }`. A 404 where the trial page is one. */
export async function askAsCustomer(input: unknown): Promise<ActionResult<Asked>> {
  if (!mayLook(await headers())) notFound();
  return answer(async ({ requestId }) => {
    const { id, amount } = await askForWithdrawal(parseInput(wish, input), requestId);
    return { operationID: showId("withdrawal", id), amount: formatAmount(amount) };
  });
}
