"use client";

import { useState } from "react";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { BulkBar } from "./bulk-bar";
import { BulkDialog } from "./bulk-dialog";

/**
 * What may be done with several at once; loaded with the first tick. `onKeep` is told what stays ticked, `onAsking` whether its dialog is open: it has to
 * stay while the rows that it is about leave the list.
 */
export function Bulk({
  selected,
  onKeep,
  onAsking,
}: {
  selected: readonly SerialisedOperation[];
  onKeep: (ids: readonly string[]) => void;
  onAsking: (asking: boolean) => void;
}) {
  // Those that were ticked when the dialog opened: rows that are decided meanwhile leave the list, not the dialog.
  const [asked, setAsked] = useState<{
    decision: "approve" | "reject";
    operations: readonly SerialisedOperation[];
  } | null>(null);

  function ask(decision: "approve" | "reject") {
    setAsked({ decision, operations: selected });
    onAsking(true);
  }

  return (
    <>
      {selected.length > 0 ? (
        <BulkBar
          selected={selected}
          onApprove={() => ask("approve")}
          onReject={() => ask("reject")}
          onClear={() => onKeep([])}
        />
      ) : null}
      {asked ? (
        <BulkDialog
          {...asked}
          onClose={(failed) => {
            setAsked(null);
            onAsking(false);
            if (failed) onKeep(failed);
          }}
        />
      ) : null}
    </>
  );
}
