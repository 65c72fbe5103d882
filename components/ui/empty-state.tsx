import { CircleCheck, Inbox, SearchX } from "lucide-react";
import type { ReactNode } from "react";

/** Why a list is empty: nothing was made yet, nothing fits the filters, or all is done. */
export type EmptyKind = "first-use" | "no-match" | "all-done";

const ICONS = { "first-use": Inbox, "no-match": SearchX, "all-done": CircleCheck };

/** An empty list says why it is empty, and offers one way on: the first action, or "Clear filters". */
export function EmptyState({
  kind,
  title,
  action,
  children,
}: {
  kind: EmptyKind;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const Icon = ICONS[kind];
  return (
    <div className="flex flex-col items-center gap-1.5 rounded-card border border-line bg-surface px-6 py-14 text-center">
      <span
        className={
          kind === "all-done"
            ? "mb-2 grid size-11 place-items-center rounded-full bg-good-soft text-good"
            : "mb-2 grid size-11 place-items-center rounded-full bg-sunken text-ink-3"
        }
      >
        <Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
      </span>
      <h2 className="text-m font-semibold">{title}</h2>
      {children ? <p className="max-w-sm text-s text-ink-3">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
