"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { TOAST_EVENT, type Toast } from "./show-toast";

type Outlet = ComponentType<{ label: string; first: Toast }>;

/** Waits for the first note and only then loads what draws it: a page that shows none pays nothing. */
export function Toaster() {
  const t = useTranslations("shell");
  const [first, setFirst] = useState<Toast | null>(null);
  const [Outlet, setOutlet] = useState<Outlet | null>(null);
  useEffect(() => {
    const onToast = async (event: Event) => {
      removeEventListener(TOAST_EVENT, onToast);
      setFirst((event as CustomEvent<Toast>).detail);
      const { ToastOutlet } = await import("./toast-outlet");
      setOutlet(() => ToastOutlet);
    };
    addEventListener(TOAST_EVENT, onToast);
    return () => removeEventListener(TOAST_EVENT, onToast);
  }, []);
  return Outlet && first ? <Outlet label={t("toasts")} first={first} /> : null;
}
