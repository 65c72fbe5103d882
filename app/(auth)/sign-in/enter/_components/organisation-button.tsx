"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { OrgMark } from "@/components/layout/org-mark";

/** One of the organisations to choose from; the submit button of its own form. */
export function OrganisationButton({
  name,
  busyLabel,
  children,
}: {
  name: string;
  busyLabel: string;
  children: ReactNode;
}) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      disabled={pending}
      aria-busy={pending}
      className="flex min-h-14 w-full items-center gap-3 rounded-control border border-line bg-surface px-3.5 py-2.5 text-left text-s text-ink transition-colors hover:bg-hover disabled:opacity-60"
    >
      <OrgMark name={name} />
      {children}
      {pending ? <span className="sr-only">{busyLabel}</span> : null}
    </button>
  );
}
