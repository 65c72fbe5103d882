import { z } from "zod";

/** What the public learns of a transfer. Amounts are exact decimals in quotes. */
export const transferProof = z
  .strictObject({
    blockchainID: z
      .string()
      .regex(/^tx_[0-9a-f]{64}$/)
      .describe("The hash that was asked for."),
    confirmed: z
      .boolean()
      .describe(
        "Whether the ledger confirms it now: the hash was made again from the transfer's rows, and its neighbours in the chain are built on it. `false`: the ledger was changed by somebody; tell your issuer.",
      ),
    amount: z.string().meta({ examples: ["5000.00"] }),
    currency: z.string().meta({ examples: ["NGN"] }),
    sequenceNumber: z.int().describe("Its place in the chain that it stands in, without gaps, from 1."),
    postedAt: z.string().meta({ format: "date-time", description: "RFC 3339, UTC." }),
  })
  .meta({ id: "TransferProof" });

/** No parameter is known. */
export const noQuery = z.strictObject({});
