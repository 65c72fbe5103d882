"use client";

import { useEffect, useState } from "react";

/**
 * What somebody has typed and not yet finished. `key` is the idempotency key of this draft: it stays the same until an operation was made of
 * it, so that a reload or a lost answer sends the same request again. `sent`: it left the browser and no answer is known.
 */
export type Draft<Fields> = { readonly key: string; readonly sent: boolean; readonly fields: Fields };

/**
 * The draft of one form of one person, kept in this tab's session storage. Null until the browser has read it. `given` fills a new one in;
 * a draft that says otherwise gives way to it, unless it was sent.
 */
export function useDraft<Fields extends Readonly<Record<string, string>>>(
  name: string,
  owner: string,
  empty: Fields,
  given: Partial<Fields> = {},
) {
  // Another person who signs in on this tab must not find, let alone send, what the one before typed.
  const place = `draft:${name}:${owner}`;
  const [draft, setDraft] = useState<Draft<Fields> | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the names and the filling are those of the first render
  useEffect(() => {
    const kept = read(place, empty);
    const fits = kept?.sent || Object.entries(given).every(([member, text]) => kept?.fields[member] === text);
    setDraft(kept && fits ? kept : fresh({ ...empty, ...given }));
  }, [place]);

  function keep(next: Draft<Fields>) {
    setDraft(next);
    try {
      sessionStorage.setItem(place, JSON.stringify(next));
    } catch {
      // Storage that is full or forbidden costs the reload, not the operation.
    }
  }

  return {
    draft,
    change: (fields: Partial<Fields>) => draft && keep({ ...draft, fields: { ...draft.fields, ...fields } }),
    markSent: (sent: boolean) => draft && keep({ ...draft, sent }),
    /** An operation was made of it: the next form starts empty, with a key of its own; this one stays as it is until it is left. */
    discard: () => sessionStorage.removeItem(place),
  };
}

function fresh<Fields>(fields: Fields): Draft<Fields> {
  return { key: newKey(), sent: false, fields };
}

function read<Fields extends Readonly<Record<string, string>>>(place: string, empty: Fields): Draft<Fields> | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(place) ?? "null") as Partial<Draft<Fields>> | null;
    if (typeof stored?.key !== "string" || typeof stored.fields !== "object") return null;
    const fields = Object.entries(stored.fields ?? {}).filter(
      ([name, text]) => name in empty && typeof text === "string",
    );
    return { key: stored.key, sent: stored.sent === true, fields: { ...empty, ...Object.fromEntries(fields) } };
  } catch {
    return null;
  }
}

/** A random UUID, also where the page did not come by https and `crypto.randomUUID` does not exist. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
