import { and, eq, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { readId } from "@/lib/kernel/ids";
import { parseMoney } from "@/lib/kernel/money";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { readTransferHash } from "@/lib/kernel/transfer-hash";
import { findTransferOperation } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";
import { conditionsOf, type OperationFilters } from "./filters";
import { shortCodeText } from "./schemas";
import { isListed } from "./whose";

const LONG_NUMBER = /^\+?[0-9][0-9 .-]{9,}$/;

/**
 * What a person means by the words in the search field, as filters, or null when nothing can be meant: an operation's id; a transfer's
 * (`wo_…`, or `tx_…`, its public proof); a phone; a reference, or a phone without its plus, that some operation has; or else all that a
 * short text can be at once: an exact amount or short code, or part of a name. `organisation` is the distributor whose operations are searched, of those that the issuer's staff may name.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readSearch(
  ctx: Ctx,
  text: string,
  currency: Currency,
  organisation?: OperationFilters["organisation"],
): Promise<OperationFilters | null> {
  authorize(ctx, "operations.read");
  const whose = organisation ? { organisation } : {};
  const words = text.trim();
  // No stored text has control characters, and the database takes none.
  if (/\p{Cc}/u.test(words)) return null;
  if (/^(op|wo|tx)_/.test(words)) return filterById(ctx, words);
  const phone = phoneIn(words);
  if (phone && words.startsWith("+")) return { phone };
  if (await hasSome(ctx, { ...whose, reference: words })) return { reference: words };
  if (phone && (await hasSome(ctx, { ...whose, phone }))) return { phone };
  const amountMinor = amountIn(words, currency);
  return {
    anyOf: {
      name: words,
      ...(shortCodeText.safeParse(words).success ? { shortCode: words } : {}),
      ...(amountMinor === null ? {} : { amountMinor }),
    },
  };
}

/** Whether those who are searched have an operation that meets filters which an index serves. */
async function hasSome(ctx: Ctx, filters: OperationFilters): Promise<boolean> {
  const rows = await ctx.tx
    .select({ one: sql`1` })
    .from(operations)
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), isListed(ctx, filters), ...conditionsOf(filters)))
    .limit(1);
  return rows.length > 0;
}

async function filterById(ctx: Ctx, words: string): Promise<OperationFilters | null> {
  const transfer = readId("walletOperation", words);
  const hash = readTransferHash(words);
  const id =
    readId("operation", words) ??
    (transfer && (await findTransferOperation(ctx, { id: transfer }))) ??
    (hash ? await findTransferOperation(ctx, { hash }) : null);
  return id ? { id } : null;
}

/** A phone, also where only its plus is missing; such a number can be a receipt's as well. */
function phoneIn(words: string): E164 | null {
  if (!LONG_NUMBER.test(words)) return null;
  return attempt(() => parsePhone(words.startsWith("+") ? words : `+${words}`));
}

/** An amount as people write it: with separators, or with its currency in front. */
function amountIn(words: string, currency: Currency): bigint | null {
  const bare = words.replace(new RegExp(`^${currency}\\s*`, "i"), "").replaceAll(",", "");
  return attempt(() => parseMoney(bare, currency).minor);
}

function attempt<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}
