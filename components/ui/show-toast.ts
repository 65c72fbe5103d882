/** A short note about something that happened. Money is never told by a toast alone: the page shows it as well. */
export type Toast = { tone: "good" | "neutral" | "bad"; title: string; detail?: string };

export const TOAST_EVENT = "portal:toast";

/** Shows a note through the Toaster of the shell. Browser only. */
export function showToast(toast: Toast): void {
  window.dispatchEvent(new CustomEvent<Toast>(TOAST_EVENT, { detail: toast }));
}
