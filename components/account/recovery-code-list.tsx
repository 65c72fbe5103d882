import { Check, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Recovery codes, shown once: to copy, to download, to write down. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("account.recovery.codes");
  const [copied, setCopied] = useState<"yes" | "no" | "failed">("no");
  const text = `${t("file")}\n\n${codes.join("\n")}\n`;

  // Outside a secure context there is no clipboard at all.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(text)).then(
      () => setCopied(navigator.clipboard ? "yes" : "failed"),
      () => setCopied("failed"),
    );

  return (
    <div className="flex flex-col gap-3">
      <ul
        aria-label={t("list")}
        className="flat-list grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-control bg-sunken px-4 py-3 text-center font-mono text-s font-medium"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2.5 [&>*]:flex-1">
        <Button icon={copied === "yes" ? <Check /> : <Copy />} onClick={() => void copy()}>
          {copied === "yes" ? t("copied") : t("copy")}
        </Button>
        <Button icon={<Download />} onClick={() => download(text)}>
          {t("download")}
        </Button>
      </div>
      <p role="status" className={copied === "failed" ? "text-s text-wait" : "sr-only"}>
        {copied === "failed" ? t("copyFailed") : ""}
      </p>
    </div>
  );
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "distributor-portal-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}
