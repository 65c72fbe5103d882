"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { cn } from "./cn";
import { overlayLook } from "./dialog-panel";
import { useReturnFocus } from "./return-focus";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
};

/** What Sheet draws; loaded with the first one that opens. */
export function SheetPanel({ open, onOpenChange, title, children }: SheetProps) {
  const t = useTranslations("ui");
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          aria-describedby={undefined}
          className="fixed z-50 flex flex-col bg-surface text-ink shadow-pop focus:outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:rounded-t-[14px] max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=open]:animate-[rise_180ms_cubic-bezier(0.2,0.8,0.2,1)] sm:inset-y-0 sm:right-0 sm:w-96 sm:border-l sm:border-line sm:data-[state=open]:animate-[slide_180ms_cubic-bezier(0.2,0.8,0.2,1)]"
        >
          <div className="flex items-center gap-3 border-b border-line py-2.5 pr-3 pl-5">
            <Radix.Title className="flex-1 text-m font-semibold">{title}</Radix.Title>
            <Radix.Close aria-label={t("close")} className={cn(buttonLook({ variant: "ghost", size: "icon" }))}>
              <X aria-hidden="true" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
