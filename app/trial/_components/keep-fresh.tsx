"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

const EVERY_MS = 2_000;

/**
 * Asks for the page anew while somebody looks at it: two seconds after the last answer, never before it, and at once when they come back.
 */
export function KeepFresh() {
  const router = useRouter();
  const [asking, start] = useTransition();
  useEffect(() => {
    if (asking) return;
    const refresh = () => {
      if (document.visibilityState === "visible") start(() => router.refresh());
    };
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [asking, router]);
  return null;
}
