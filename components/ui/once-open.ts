"use client";

import { useState } from "react";

/**
 * True from the first time something is open. What draws dialogs is 14 KB of compressed script, which the first load of a
 * page does without; once there it stays, so that closing gives the focus back.
 */
export function useOnceOpen(open: boolean): boolean {
  const [needed, setNeeded] = useState(open);
  if (open && !needed) setNeeded(true);
  return needed || open;
}
