const KEY = "single-key-shortcuts";

/** Whether letters alone are shortcuts. On unless turned off on this device (WCAG 2.1.4). */
export function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Keeps the choice on this device; where storage is blocked it does not outlive the page. */
export function writeSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    return;
  }
}
