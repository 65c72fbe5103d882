"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { KeyPermission } from "@/lib/runtime";

/** What a first call needs beside the secret. */
export type Sample = { readonly distributor: string; readonly permissions: readonly KeyPermission[] };

/** A secret, and a first call with it, each with a button that copies it. */
export function ShownSecret({ secret, sample }: { secret: string; sample: Sample }) {
  const t = useTranslations("apiKeys.secret");
  return (
    <>
      <Copied label={t("key")} copyLabel={t("copyKey")} text={secret} />
      <Copied label={t("sample")} copyLabel={t("copySample")} text={curlOf(secret, sample)} isCode />
    </>
  );
}

function Copied({
  label,
  copyLabel,
  text,
  isCode = false,
}: {
  label: string;
  copyLabel: string;
  text: string;
  isCode?: boolean;
}) {
  const t = useTranslations("apiKeys.secret");
  const [copied, setCopied] = useState<"yes" | "no" | "failed">("no");
  // Outside a secure context there is no clipboard at all.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(text)).then(
      () => setCopied(navigator.clipboard ? "yes" : "failed"),
      () => setCopied("failed"),
    );
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-3">
        <p className="text-s font-medium">{label}</p>
        <Button size="s" icon={copied === "yes" ? <Check /> : <Copy />} onClick={() => void copy()}>
          {copied === "yes" ? t("copied") : copyLabel}
        </Button>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className={
          isCode
            ? "overflow-x-auto rounded-control bg-sunken px-3.5 py-2.5 font-mono text-xs whitespace-pre"
            : "rounded-control bg-sunken px-3.5 py-2.5 font-mono text-s font-medium whitespace-pre-wrap wrap-anywhere select-all"
        }
      >
        {text}
      </pre>
      <p role="status" className={copied === "failed" ? "text-s text-wait" : "sr-only"}>
        {copied === "failed" ? t("copyFailed") : ""}
      </p>
    </div>
  );
}

/** A call that changes nothing, where the key may make one: an operation that is made for a try would wait for a checker. */
function curlOf(secret: string, { distributor, permissions }: Sample): string {
  const path = permissions.includes("read-balance")
    ? "balance"
    : permissions.includes("read-transactions")
      ? "operations?limit=1"
      : "recipients?phone=%2B2348123456781";
  return [
    `curl "${location.origin}/api/v1/distributors/${distributor}/${path}" \\`,
    `  -H "Authorization: Bearer ${secret}"`,
  ].join("\n");
}
