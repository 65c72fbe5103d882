"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Input } from "@/components/ui/input";
import type { Mended } from "@/lib/batches/schemas";
import { choose, mend } from "../../actions";
import { useAct } from "./use-act";

/** A row that is mended in place: what the file says, to be written over, or to be left out. */
export function LineForm({ file, line, typed, isOut }: { file: string; line: number; typed: Mended; isOut: boolean }) {
  const t = useTranslations("bulk.line");
  const { act, busy, problem } = useAct(t("lost"));
  const [written, setWritten] = useState(typed);
  const [isOpen, setOpen] = useState(false);
  const leave = () => act(() => choose({ file, which: isOut ? { in: line } : { out: line } }));
  if (!isOpen) {
    return (
      <span className="flex justify-end gap-1.5">
        {isOut ? null : (
          <Button size="s" onClick={() => setOpen(true)} aria-label={t("mendLine", { line })}>
            {t("mend")}
          </Button>
        )}
        <Button
          size="s"
          variant="ghost"
          busy={busy}
          onClick={leave}
          aria-label={t(isOut ? "takeLine" : "leaveLine", { line })}
        >
          {t(isOut ? "take" : "leave")}
        </Button>
      </span>
    );
  }
  return (
    <form
      aria-label={t("mendLine", { line })}
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => mend({ file, line, mended: written }),
          () => setOpen(false),
        );
      }}
    >
      {problem ? (
        <Callout tone="bad" role="alert">
          {problem}
        </Callout>
      ) : null}
      {(["phone", "amount", "memo"] as const).map((part) => (
        <Input
          key={part}
          aria-label={t(part)}
          placeholder={t(part)}
          value={written[part]}
          inputMode={part === "phone" ? "tel" : part === "amount" ? "decimal" : "text"}
          onChange={(event) => setWritten({ ...written, [part]: event.currentTarget.value })}
        />
      ))}
      <span className="flex gap-1.5">
        <Button type="submit" size="s" variant="primary" busy={busy}>
          {t("save")}
        </Button>
        <Button size="s" variant="ghost" onClick={() => setOpen(false)}>
          {t("cancel")}
        </Button>
      </span>
    </form>
  );
}
