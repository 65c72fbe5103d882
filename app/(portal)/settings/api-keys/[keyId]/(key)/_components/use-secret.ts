"use client";

import { useState } from "react";
import type { ActionResult, Refusal } from "@/lib/kernel/action-result";

/** Where the making of a secret stands. `lost`: it may have been made, and its answer did not arrive. */
type SecretState =
  | { readonly phase: "asking" | "sending" | "lost" }
  | { readonly phase: "refused"; readonly refusal: Refusal }
  | { readonly phase: "shown"; readonly secret: string };

/** Asks for a secret, once: it is made when it is asked for, so that an answer which was lost is never asked for again by itself. */
export function useSecret() {
  const [state, setState] = useState<SecretState>({ phase: "asking" });

  async function ask(send: () => Promise<ActionResult<{ secret: string }>>) {
    if (state.phase === "sending" || state.phase === "shown") return;
    setState({ phase: "sending" });
    const answer = await send().catch(() => null);
    if (!answer) setState({ phase: "lost" });
    else if (!answer.ok) setState({ phase: "refused", refusal: answer.error });
    else setState({ phase: "shown", secret: answer.value.secret });
  }

  return { state, ask };
}
