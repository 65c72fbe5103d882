"use client";

import { useEffect, useRef, useState } from "react";

/** What the lookup of a phone or a short code has said so far. */
export type RecipientState =
  | { readonly phase: "idle" | "looking" | "unreachable" }
  | { readonly phase: "found"; readonly name: string; readonly label: string; readonly kind: "customer" | "merchant" }
  | { readonly phase: "refused"; readonly code: string };

type Recipient = { name: string; label: string; kind: "customer" | "merchant"; active: boolean };

/** How a recipient is named in a request. */
export type RecipientKey = "phone" | "shortCode";

const PAUSE = 350;

/**
 * The name behind what is being typed, asked for when the typing pauses. `ask` asks at once (the field was left, the form is to go on) and
 * tells the answer; answers to what has been overwritten since are dropped.
 */
export function useRecipient(by: RecipientKey, typed: string) {
  const text = typed.trim();
  const [answer, setAnswer] = useState<{ by: RecipientKey; text: string; state: RecipientState } | null>(null);
  const running = useRef<{ by: RecipientKey; text: string; promise: Promise<RecipientState> } | null>(null);
  const worthAsking = by === "phone" ? /^\+[0-9 .-]{8,}$/.test(text) : /^[0-9]{3,12}$/.test(text);

  function ask(): Promise<RecipientState> {
    if (text === "") return Promise.resolve({ phase: "idle" });
    if (answer?.by === by && answer.text === text && answer.state.phase !== "unreachable")
      return Promise.resolve(answer.state);
    if (running.current?.by === by && running.current.text === text) return running.current.promise;
    const promise = lookUp(by, text).then((state) => {
      if (running.current?.promise === promise) {
        running.current = null;
        setAnswer({ by, text, state });
      }
      return state;
    });
    running.current = { by, text, promise };
    return promise;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text is another question
  useEffect(() => {
    if (!worthAsking) return;
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => clearTimeout(timer);
  }, [by, text, worthAsking]);

  const known = answer?.by === by && answer.text === text ? answer.state : null;
  const state: RecipientState = known ?? { phase: worthAsking ? "looking" : "idle" };
  return { state, ask };
}

async function lookUp(by: RecipientKey, text: string): Promise<RecipientState> {
  try {
    const response = await fetch(`/api/portal/recipients?${new URLSearchParams({ [by]: text })}`, {
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await response.json()) as Recipient & { readonly code?: string };
    if (response.ok && !body.active) return { phase: "refused", code: `${by}.inactive` };
    if (response.ok) return { phase: "found", name: body.name, label: body.label, kind: body.kind };
    if (response.status < 500 && body.code)
      return { phase: "refused", code: body.code === "request.invalid" ? `${by}.invalid` : body.code };
    return { phase: "unreachable" };
  } catch {
    return { phase: "unreachable" };
  }
}

/** What is wrong with a recipient before the last look, as a code of the form's problems; null when the name is known. */
export function recipientProblem(by: RecipientKey, found: RecipientState): string | null {
  if (found.phase === "found") return null;
  if (found.phase === "refused") return found.code;
  return `${by}.${found.phase === "idle" ? "missing" : "unreachable"}`;
}
