"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ProgressBar } from "../../_components/progress-bar";

const EVERY = 1_000;

/** How far the file is, read again each second while somebody looks. */
export function AtWork({ label, done, total }: { label: string; done: number; total: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), EVERY);
    return () => clearInterval(timer);
  }, [router]);
  return <ProgressBar label={label} done={done} total={total} />;
}
