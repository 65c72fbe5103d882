import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BoardSms } from "@/lib/trial";
import { CopyText } from "./copy-text";

/** The SMS that would have been sent, newest first; the code large and a click away from being copied. */
export function SmsList({ sms, className }: { sms: readonly BoardSms[]; className: string }) {
  const t = useTranslations("trial.sms");
  return (
    <Card aria-labelledby="sms" className={cn("min-w-0 px-0! pt-3.5! pb-1!", className)}>
      <h2 id="sms" className="mb-1.5 flex items-center gap-2 px-4 text-m font-semibold">
        <MessageSquareText aria-hidden="true" className="size-4 text-ink-3" />
        {t("title")}
      </h2>
      <ul aria-live="polite" className="flat-list max-h-[15rem] lg:max-h-[24rem] overflow-y-auto overscroll-contain">
        {sms.length === 0 ? <li className="px-4 pb-3 text-s text-ink-3">{t("none")}</li> : null}
        {sms.map((one) => (
          <Sms key={`${one.at} ${one.text}`} sms={one} />
        ))}
      </ul>
    </Card>
  );
}

function Sms({ sms }: { sms: BoardSms }) {
  const t = useTranslations("trial.sms");
  const { at, shownPhone, name, text, code } = sms;
  return (
    <li className="border-t border-line px-4 py-2.5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="truncate text-s font-medium">{name ?? shownPhone}</p>
          {name ? (
            <p className="text-xs text-ink-3">
              <Phone shown={shownPhone} />
            </p>
          ) : null}
        </div>
        <span className="text-xs text-ink-3">
          <RelativeTime at={at} form="clock" />
        </span>
      </div>
      {code ? (
        <CopyText
          value={code}
          label={t("copy", { code })}
          copied={t("copied")}
          className="my-1.5 bg-accent-soft px-3 py-1.5 text-accent"
        >
          <span data-sms-code className="font-mono text-2xl font-semibold tracking-[0.08em] tabular-nums">
            {code}
          </span>
        </CopyText>
      ) : null}
      <p className="text-xs wrap-anywhere text-ink-3">{text}</p>
    </li>
  );
}
