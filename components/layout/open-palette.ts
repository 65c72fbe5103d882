export const PALETTE_EVENT = "portal:palette";

/** Opens the command palette of the shell. Browser only. */
export function openPalette(): void {
  window.dispatchEvent(new Event(PALETTE_EVENT));
}
