"use client";

import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DialogFooter, overlayLook, panelLook } from "./dialog-panel";
import { useReturnFocus } from "./return-focus";

export type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  action: ReactNode;
  cancelLabel?: string;
  busy?: boolean;
  /** Makes the whole dialog one form, so that Enter and a SubmitButton in `action` send it. */
  formAction?: ((data: FormData) => void | Promise<void>) | undefined;
  children?: ReactNode;
};

/** What AlertDialog draws; loaded with the first one that opens. */
export function AlertDialogPanel({
  open,
  onOpenChange,
  title,
  description,
  action,
  cancelLabel,
  busy = false,
  formAction,
  children,
}: AlertDialogProps) {
  const t = useTranslations("ui");
  const focus = useReturnFocus();
  const content = useRef<HTMLDivElement>(null);
  const body = (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4.5 pb-5">
        <Radix.Title className="text-l font-semibold tracking-[-0.01em]">{title}</Radix.Title>
        <Radix.Description asChild>
          <div className="mt-1 text-s text-ink-2">{description}</div>
        </Radix.Description>
        {children ? <div className="mt-4 flex flex-col gap-4">{children}</div> : null}
      </div>
      <DialogFooter>
        <Radix.Cancel asChild disabled={busy}>
          <Button>{cancelLabel ?? t("cancel")}</Button>
        </Radix.Cancel>
        {action}
      </DialogFooter>
    </>
  );
  return (
    <Radix.Root open={open} onOpenChange={(next) => (busy ? undefined : onOpenChange(next))}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          ref={content}
          className={cn(panelLook, "sm:max-w-md")}
          onCloseAutoFocus={focus.giveBack}
          onOpenAutoFocus={(event) => {
            focus.remember();
            // A reason or a code to enter comes before the buttons; a plain question starts at Cancel.
            const first = content.current?.querySelector<HTMLElement>("[data-autofocus]");
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
        >
          {formAction ? (
            <form action={formAction} className="flex min-h-0 flex-col">
              {body}
            </form>
          ) : (
            body
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
