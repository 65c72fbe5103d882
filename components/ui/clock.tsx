"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";

const TICK = 10_000;
/** A device whose clock is off by more than this is corrected by what the server says; less is the network. */
const TOLERANCE = 20_000;

type Clock = { zone: string; zoneLabel: string; serverNow: number };

const ClockContext = createContext<Clock>({ zone: "UTC", zoneLabel: "UTC", serverNow: 0 });

let current: number | null = null;
let skew: number | null = null;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  const next = Date.now() + (skew ?? 0);
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The organisation's time zone and the server's clock for everything below. `now` is the instant the page was rendered
 * (ISO 8601); the first paint uses it on both sides, then one shared timer moves all relative times on.
 */
export function ClockProvider({
  zone,
  zoneLabel,
  now,
  children,
}: {
  zone: string;
  zoneLabel: string;
  now: string;
  children: ReactNode;
}) {
  const serverNow = Date.parse(now);
  useEffect(() => {
    if (skew !== null) return;
    const difference = serverNow - Date.now();
    skew = Math.abs(difference) > TOLERANCE ? difference : 0;
    tick();
  }, [serverNow]);
  const clock = useMemo(() => ({ zone, zoneLabel, serverNow }), [zone, zoneLabel, serverNow]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** Zone and present instant; the same on the server and in the first render of the browser. */
export function useClock(): { zone: string; zoneLabel: string; now: Date } {
  const { zone, zoneLabel, serverNow } = useContext(ClockContext);
  const now = useSyncExternalStore(
    subscribe,
    () => current ?? serverNow,
    () => serverNow,
  );
  return { zone, zoneLabel, now: new Date(now) };
}
