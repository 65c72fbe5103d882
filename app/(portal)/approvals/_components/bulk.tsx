"use client";

import { useState } from "react";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { BulkBar } from "./bulk-bar";
import { BulkDialog } from "./bulk-dialog";

/** What may be done with several at once; loaded with the first tick. `onKeep` is told what stays ticked. */
export function Bulk({
  selected,
  onKeep,
}: {
  selected: readonly SerialisedOperation[];
  onKeep: (ids: readonly string[]) => void;
}) {
  // Those that were ticked when the dialog opened: rows that are decided meanwhile leave the list, not the dialog.
  const [asked, setAsked] = useState<{
    decision: "approve" | "reject";
    operations: readonly SerialisedOperation[];
  } | null>(null);
  return (
    <>
      {selected.length > 0 ? (
        <BulkBar
          selected={selected}
          onApprove={() => setAsked({ decision: "approve", operations: selected })}
          onReject={() => setAsked({ decision: "reject", operations: selected })}
          onClear={() => onKeep([])}
        />
      ) : null}
      {asked ? (
        <BulkDialog
          {...asked}
          onClose={(failed) => {
            setAsked(null);
            if (failed) onKeep(failed);
          }}
        />
      ) : null}
    </>
  );
}
