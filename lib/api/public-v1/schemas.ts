import { z } from "zod";

/** What the public learns of a transfer. Of one that is not confirmed nothing else is told, so that no client takes it for true. */
export const transferProof = z
  .strictObject({
    blockchainID: z
      .string()
      .regex(/^tx_[0-9a-f]{64}$/)
      .describe("The hash that was asked for."),
    confirmed: z
      .boolean()
      .describe(
        "Whether the ledger confirms it now: the hash was made again from the transfer's rows, and its neighbours in the chain are built on it. `false`: the rows were changed; the other members are absent, and the issuer should be told.",
      ),
    amount: z
      .string()
      .optional()
      .meta({ examples: ["5000.00"] }),
    currency: z
      .string()
      .optional()
      .meta({ examples: ["NGN"] }),
    sequenceNumber: z.int().optional().describe("Its place in the chain that it stands in, without gaps, from 1."),
    postedAt: z.string().optional().meta({ format: "date-time", description: "RFC 3339, UTC." }),
    chainVerifiedAt: z.string().optional().meta({
      format: "date-time",
      description:
        "When its whole chain was last verified, without a finding, up to this transfer or beyond. Absent until then.",
    }),
  })
  .meta({ id: "TransferProof" });

/** No parameter is known. */
export const noQuery = z.strictObject({});
