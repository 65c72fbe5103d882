"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Sheet } from "@/components/ui/sheet";
import { showToast, type Toast } from "@/components/ui/show-toast";
import { SubmitButton } from "@/components/ui/submit-button";
import { Toaster } from "@/components/ui/toaster";

const TONES: Toast["tone"][] = ["good", "neutral", "bad"];

/** What lies above a page, opened by buttons. */
export function Overlays() {
  const [open, setOpen] = useState<"dialog" | "alert" | "sheet" | "summary" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setOpen("dialog")}>Dialog</Button>
      <Button onClick={() => setOpen("alert")}>Alert dialog</Button>
      <Button onClick={() => setOpen("sheet")}>Sheet</Button>
      <Button onClick={() => setOpen("summary")}>Error summary</Button>
      <form action={() => new Promise((done) => setTimeout(done, 1500))}>
        <SubmitButton busyLabel="Approving…">Approve</SubmitButton>
      </form>
      {TONES.map((tone) => (
        <Button
          key={tone}
          onClick={() => showToast({ tone, title: "Copied", detail: "The request id is in the clipboard." })}
        >
          Note: {tone}
        </Button>
      ))}
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="A dialog"
        description="For a task of its own."
        footer={<Button onClick={close}>Done</Button>}
      >
        <p className="text-s">Its content scrolls when there is too much of it.</p>
      </Dialog>
      <AlertDialog
        open={open === "alert"}
        onOpenChange={close}
        title="Recall this request?"
        description="What is held becomes free again."
        action={
          <Button variant="danger-solid" onClick={close}>
            Recall
          </Button>
        }
      />
      <Sheet open={open === "sheet"} onOpenChange={close} title="A sheet">
        <p className="text-s">From the right on a desktop, from below on a phone.</p>
      </Sheet>
      {open === "summary" ? (
        <div className="basis-full">
          <ErrorSummary errors={[{ name: "wrong-light", message: "Enter the number of the receipt." }]} />
        </div>
      ) : null}
      <Toaster />
    </div>
  );
}
