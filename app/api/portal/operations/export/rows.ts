import type { SerialisedOperation } from "@/app/(portal)/_components/serialise-operation";

/** Columns of the exported file. Their names are for machines and stay in English; instants are UTC. */
export const COLUMNS = [
  "operation_id",
  "created_at_utc",
  "ended_at_utc",
  "type",
  "status",
  "amount",
  "currency",
  "party_kind",
  "party_name",
  "party_phone",
  "party_short_code",
  "made_by",
  "made_by_key",
  "source",
  "paid_by",
  "reference",
  "memo",
  "wallet_operation_id",
  "sequence_number",
  "public_proof",
  "failure",
] as const;

/** An operation in the order of {@link COLUMNS}. */
export function exportedCells(operation: SerialisedOperation): (string | null)[] {
  const { counterparty, maker, transfer } = operation;
  return [
    operation.id,
    operation.createdAt,
    operation.decidedAt,
    operation.type,
    operation.status,
    operation.money?.amount ?? null,
    operation.money?.currency ?? null,
    counterparty.kind,
    counterparty.name,
    counterparty.phone,
    counterparty.shortCode,
    maker.name,
    maker.viaKey,
    operation.source,
    operation.fulfilmentType,
    operation.reference,
    operation.memo,
    transfer?.walletOperationId ?? null,
    transfer?.sequenceNumber ?? null,
    transfer?.blockchainId ?? null,
    operation.failure?.code ?? null,
  ];
}
