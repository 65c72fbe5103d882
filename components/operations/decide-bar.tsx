import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Countdown } from "@/components/ui/countdown";

/**
 * Where a decision is taken: the request's clock and the buttons. On a phone it stays above the bottom bar. `reject` and
 * `approve` are the buttons (marked `data-shortcut`, they are what R and A press); `instead` stands there when this
 * person may not decide.
 */
export function DecideBar({
  expiresAt,
  reject,
  approve,
  instead,
  frame,
}: {
  expiresAt?: string | null | undefined;
  reject?: ReactNode;
  approve?: ReactNode;
  instead?: ReactNode;
  frame: "pane" | "page";
}) {
  const t = useTranslations("approvals");
  const phone = frame === "pane" ? "lg" : "sm";
  return (
    <section
      aria-label={t("decideBar")}
      className={cn(
        "sticky bottom-(--bottom-bar) z-10 mt-auto flex items-center gap-2.5 border-t border-line py-3.5",
        phone === "lg"
          ? "px-5.5 max-lg:-mx-4 max-lg:-mb-4 max-lg:bg-surface max-lg:px-4 max-lg:py-3 lg:bottom-0 lg:bg-sunken"
          : "px-5.5 max-sm:-mx-4 max-sm:-mb-4 max-sm:bg-surface max-sm:px-4 max-sm:py-3 sm:rounded-b-card sm:bg-sunken",
      )}
    >
      {instead ? (
        <>
          <p className="min-w-0 flex-1 text-s text-ink-2">{instead}</p>
          {expiresAt ? (
            <small className="text-right text-xs text-ink-3">
              <Countdown at={expiresAt} />
            </small>
          ) : null}
        </>
      ) : (
        <>
          <small className="flex-1 text-xs text-ink-3 max-sm:hidden">
            {expiresAt ? <Countdown at={expiresAt} /> : null}
          </small>
          {reject ? <div className="max-sm:flex-[1] max-sm:[&>*]:w-full">{reject}</div> : null}
          {approve ? <div className="max-sm:flex-[1.6] max-sm:[&>*]:w-full">{approve}</div> : null}
        </>
      )}
    </section>
  );
}
