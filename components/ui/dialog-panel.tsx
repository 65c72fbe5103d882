"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { cn } from "./cn";
import { useReturnFocus } from "./return-focus";

export const overlayLook = "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-[fade_120ms_ease-out]";

/** Middle of the screen on a desktop; rises from the lower edge on a phone, where the thumb is. */
export const panelLook =
  "fixed z-50 flex max-h-[calc(100dvh-3rem)] flex-col overflow-hidden bg-surface text-ink shadow-pop focus:outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-[14px] max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=open]:animate-[rise_180ms_cubic-bezier(0.2,0.8,0.2,1)] sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card sm:border sm:border-line sm:data-[state=open]:animate-[appear_120ms_ease-out]";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/** What Dialog draws; loaded with the first one that opens. */
export function DialogPanel({ open, onOpenChange, title, description, footer, wide = false, children }: DialogProps) {
  const t = useTranslations("ui");
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className={cn(panelLook, wide ? "sm:max-w-2xl" : "sm:max-w-md")}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className="flex items-start gap-3 px-5 pt-4.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-l font-semibold tracking-[-0.01em]">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-s text-ink-3">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close
              aria-label={t("close")}
              className={cn(buttonLook({ variant: "ghost", size: "icon" }), "-mt-1.5 -mr-2")}
            >
              <X aria-hidden="true" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
          {footer ? <DialogFooter>{footer}</DialogFooter> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons of a dialog: the way on is right on a desktop, and fills the row on a phone. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex justify-end gap-2.5 border-t border-line bg-sunken px-5 py-3.5 max-sm:px-4 max-sm:[&>*]:flex-1">
      {children}
    </div>
  );
}
