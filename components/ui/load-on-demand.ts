"use client";

import { type ComponentType, useRef, useState } from "react";

/**
 * A part that most visits do not need, loaded when it is: the component once it is there, and a function that fetches it and tells whether
 * that worked. A part that cannot be fetched (no network) must not take the page down with it.
 */
export function useOnDemand<Props>(load: () => Promise<ComponentType<Props>>) {
  const [part, setPart] = useState<{ readonly Component: ComponentType<Props> } | null>(null);
  const running = useRef<Promise<boolean> | null>(null);

  function fetchPart(): Promise<boolean> {
    running.current ??= load().then(
      (Component) => {
        setPart({ Component });
        return true;
      },
      () => {
        running.current = null;
        return false;
      },
    );
    return running.current;
  }

  return [part?.Component ?? null, fetchPart] as const;
}
