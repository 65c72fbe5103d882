import { type BatchView, listBatches } from "@/lib/batches";
import { bareId, readId, showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { asksConsent, readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";

const PAGE = 25;

/** A file as a list shows it. Instants are RFC 3339, UTC. */
export type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly type: BatchView["type"];
  readonly maker: string;
  readonly state: BatchView["state"];
  readonly rows: number;
  readonly createdAt: string;
};

/** Files of one's distributor, and whether the reader may upload any. `after`: "<instant>_<id>". */
export async function readFiles(ctx: Ctx, after: string | undefined) {
  // The issuer's people have no files.
  const distributor = await readOwnDistributor(ctx);
  const { items, next } = await listBatches(ctx, { limit: PAGE, after: positionOf(after) });
  return {
    asksConsent: asksConsent(distributor),
    canUpload: isAllowed(ctx.principal, "operations.submit"),
    files: items.map(
      (batch): FileRow => ({
        id: showId("batch", batch.id),
        name: batch.fileName,
        type: batch.type,
        maker: batch.maker.name,
        state: batch.state,
        rows: batch.rowsTotal,
        createdAt: toRfc3339(batch.createdAt),
      }),
    ),
    isFirst: after === undefined,
    next: next ? `${next.createdAt.getTime()}_${next.id}` : null,
  };
}

function positionOf(after: string | undefined) {
  const [, at, uuid] = /^([0-9]{1,15})_(.+)$/.exec(after ?? "") ?? [];
  const id = uuid ? bareId("batch", uuid) : null;
  return at && id ? { createdAt: new Date(Number(at)), id } : undefined;
}

/** The file that an address names; null for what is none. */
export function fileOf(shown: string) {
  return readId("batch", shown);
}
