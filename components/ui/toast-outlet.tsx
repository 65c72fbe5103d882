"use client";

import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import "sonner/dist/styles.css";
import { TOAST_EVENT, type Toast } from "./show-toast";

const ICONS = {
  good: <CircleCheck aria-hidden="true" className="size-4 text-good" />,
  neutral: <Info aria-hidden="true" className="size-4 text-ink-3" />,
  bad: <TriangleAlert aria-hidden="true" className="size-4 text-bad" />,
};

function show({ tone, title, detail }: Toast, id?: string): void {
  toast(title, {
    ...(id ? { id } : {}),
    icon: ICONS[tone],
    ...(detail ? { description: detail } : {}),
    duration: tone === "bad" ? 10_000 : 5_000,
  });
}

/** Draws the notes; loaded with the first one. */
export function ToastOutlet({ label, first }: { label: string; first: Toast }) {
  useEffect(() => {
    // An id, since effects run twice in development.
    show(first, "first");
    const onToast = (event: Event) => show((event as CustomEvent<Toast>).detail);
    addEventListener(TOAST_EVENT, onToast);
    return () => removeEventListener(TOAST_EVENT, onToast);
  }, [first]);
  return (
    <Sonner
      containerAriaLabel={label}
      className="font-sans!"
      position="top-right"
      offset={{ top: "calc(var(--sticky-top) + 12px)" }}
      mobileOffset={{ top: "calc(var(--sticky-top) + 12px)" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-card border border-line bg-surface px-3.5 py-3 text-s text-ink shadow-pop",
          icon: "mt-0.5 shrink-0",
          title: "font-medium",
          description: "text-xs text-ink-3",
        },
      }}
    />
  );
}
