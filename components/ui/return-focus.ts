"use client";

import { useRef } from "react";

/**
 * Gives the focus back to what had it when a dialog opened. Radix does so only for its own trigger, and our dialogs are opened by
 * state: without this, whoever works by keyboard would start at the top of the page again.
 */
export function useReturnFocus(): { remember: () => void; giveBack: (event?: Event) => void } {
  const opener = useRef<Element | null>(null);
  return {
    remember: () => {
      opener.current = document.activeElement;
    },
    giveBack: (event) => {
      event?.preventDefault();
      // What was opened may be gone, as a decided request is.
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    },
  };
}
