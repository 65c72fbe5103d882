"use client";

import { useEffect, useRef } from "react";

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

/**
 * Whether somebody is at the screen: a function that tells how long ago (milliseconds) they last moved, typed or touched. `onReturn` is
 * called at the first sign after `away` milliseconds without one.
 */
export function useIdleTime(away: number, onReturn: () => void): () => number {
  const last = useRef(0);
  const back = useRef(onReturn);
  useEffect(() => {
    back.current = onReturn;
  });
  useEffect(() => {
    last.current = Date.now();
    function seen() {
      const before = last.current;
      last.current = Date.now();
      if (last.current - before > away) back.current();
    }
    for (const sign of SIGNS) addEventListener(sign, seen, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, seen, { capture: true });
    };
  }, [away]);
  return () => Date.now() - last.current;
}
