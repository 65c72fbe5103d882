import type { NextRequest } from "next/server";
import { readForPage } from "@/lib/http/portal-route";
import { DomainError } from "@/lib/kernel/errors";
import { parsePhone } from "@/lib/kernel/phone";
import { shortCodeText } from "@/lib/operations/schemas";
import { findRecipient, type RecipientQuery } from "@/lib/wallets";

/** The name behind a phone or a short code, for a form that is being filled in: `?phone=…` or `?shortCode=…`. */
export function GET(request: NextRequest): Promise<Response> {
  return readForPage(async (ctx) => {
    const { name, label, kind, active } = await findRecipient(ctx, readQuery(request.nextUrl.searchParams));
    return { name, label, kind, active };
  });
}

function readQuery(params: URLSearchParams): RecipientQuery {
  const phone = params.get("phone");
  if (phone !== null) return { phone: parsePhone(phone) };
  const shortCode = shortCodeText.safeParse(params.get("shortCode"));
  if (shortCode.success) return { shortCode: shortCode.data };
  throw new DomainError("request.invalid", { fields: [{ path: "shortCode", message: "must be 3 to 12 digits" }] });
}
