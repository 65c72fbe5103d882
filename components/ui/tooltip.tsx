"use client";

import { type ReactNode, useId, useRef } from "react";

/**
 * A short note on hover and focus. Stands in the browser's top layer, so no table clips it; Esc takes it away and the
 * pointer may rest on it (WCAG 1.4.13). Never the only place of something one needs: touch screens do not hover.
 */
export function Tooltip({
  content,
  children,
  className,
}: {
  content: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  const host = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);

  function show() {
    const note = tip.current;
    const at = host.current?.getBoundingClientRect();
    if (!note || !at || !("showPopover" in note) || note.matches(":popover-open")) return;
    note.showPopover();
    const left = Math.min(
      Math.max(8, at.left + at.width / 2 - note.offsetWidth / 2),
      innerWidth - note.offsetWidth - 8,
    );
    const above = at.top - note.offsetHeight - 6;
    note.style.left = `${left}px`;
    note.style.top = `${above < 4 ? at.bottom + 6 : above}px`;
  }

  function hide() {
    if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hover and focus bubble up from what stands inside
    <span
      ref={host}
      className={className}
      onPointerEnter={(event) => event.pointerType === "mouse" && show()}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      <span aria-describedby={id} className="contents">
        {children}
      </span>
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        className="pointer-events-auto fixed m-0 max-w-72 text-left font-normal rounded-control border-0 bg-ink px-2.25 py-1.25 text-xs text-bg shadow-pop"
      >
        {content}
      </span>
    </span>
  );
}
