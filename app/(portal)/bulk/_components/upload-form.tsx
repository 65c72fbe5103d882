"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { BATCH_TYPES, type BatchType, PART_BYTES } from "@/lib/batches/schemas";
import type { ActionResult } from "@/lib/kernel/action-result";
import { beginUpload, finishUpload, sendPart } from "../actions";
import { ProgressBar } from "./progress-bar";

const TRIES = 5;

/**
 * Chooses a file, says what its rows become, and sends it in parts; a part whose answer was lost is sent again. Leads to the file's own page.
 * `asksConsent`: customers are asked before a cash-out, so that none comes from a file.
 */
export function UploadForm({ asksConsent }: { asksConsent: boolean }) {
  const t = useTranslations("bulk.upload");
  const router = useRouter();
  const to = useTranslations("operations.type");
  const [type, setType] = useState<BatchType>("cash-in");
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(chosen: File) {
    setProblem(null);
    setSent(0);
    try {
      const format = /\.xlsx$/i.test(chosen.name) ? "xlsx" : "csv";
      const begun = answered(await again(() => beginUpload({ type, name: chosen.name, format, size: chosen.size })));
      for (let at = 0; at < chosen.size; at += PART_BYTES) {
        const content = await base64Of(chosen.slice(at, at + PART_BYTES));
        answered(await again(() => sendPart({ file: begun.file, part: at / PART_BYTES, content })));
        setSent(Math.min(at + PART_BYTES, chosen.size));
      }
      answered(await again(() => finishUpload({ file: begun.file })));
      router.push(`/bulk/${begun.file}`);
    } catch (error) {
      setSent(null);
      setProblem(error instanceof Refused ? error.message : t("lost"));
    }
  }

  // Every row of it would be refused.
  const doomed = asksConsent && type === "cash-out-fulfillment";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (doomed) return;
        // Also one that was chosen before the script had come.
        const chosen = file ?? event.currentTarget.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
        setFile(chosen ?? null);
        if (chosen) void send(chosen);
        else setProblem(t("none"));
      }}
    >
      {problem ? (
        <Callout tone="bad" role="alert">
          {problem}
        </Callout>
      ) : null}
      <Field name="type" label={t("type")} error={doomed ? t("consentAsked") : undefined}>
        {(control) => (
          <Select
            {...control}
            value={type}
            disabled={sent !== null}
            onChange={(event) => setType(BATCH_TYPES.find((one) => one === event.currentTarget.value) ?? "cash-in")}
          >
            {BATCH_TYPES.map((one) => (
              <option key={one} value={one}>
                {to(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field name="file" label={t("file")} hint={t("hint")}>
        {(control) => (
          <Input
            {...control}
            type="file"
            accept=".csv,.txt,.xlsx"
            className="py-1.5 max-sm:py-2"
            disabled={sent !== null}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        )}
      </Field>
      {sent !== null && file ? <ProgressBar label={t("sending")} done={sent} total={file.size} /> : null}
      <div className="flex max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" busy={sent !== null} busyLabel={t("sending")}>
          {t("button")}
        </Button>
      </div>
    </form>
  );
}

class Refused extends Error {}

function answered<T>(answer: ActionResult<T>): T {
  if (answer.ok) return answer.value;
  throw new Refused(answer.error.message);
}

async function base64Of(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  let text = "";
  // As many as a call takes for its arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Each of these does nothing a second time but the first, which begins another upload that nobody sees. */
async function again<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}
