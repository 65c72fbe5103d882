"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/lib/kernel/action-result";

/** Does something with a file, shows the file as it is then, and keeps why it was refused. Each of these may be sent twice. */
export function useAct(lost: string) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function act(send: () => Promise<ActionResult<unknown>>, done?: () => void) {
    start(async () => {
      const answer = await send().catch(() => null);
      setProblem(answer?.ok ? null : (answer?.error.message ?? lost));
      if (answer?.ok) done?.();
      router.refresh();
    });
  }
  return { act, busy, problem };
}
