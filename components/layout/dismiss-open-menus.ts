/**
 * Closes popovers and filter menus that do not contain `inside`; says whether any was open. The browser closes popovers by
 * itself on a click beside them and on Esc, but not when a link in them leads to another page. `atNewAddress`: menus that this address opens
 * (`data-opened`) stay.
 */
export function dismissOpenMenus(inside: Node | null, atNewAddress = false): boolean {
  let closed = false;
  if (inside === null)
    for (const menu of document.querySelectorAll<HTMLElement>("[popover=auto]:popover-open")) {
      menu.hidePopover();
      closed = true;
    }
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[name=filter][open]")) {
    if (inside && menu.contains(inside)) continue;
    if (atNewAddress && menu.dataset.opened) continue;
    menu.open = false;
    closed = true;
  }
  return closed;
}
