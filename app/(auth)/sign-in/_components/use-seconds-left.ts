import { useEffect, useState } from "react";

/** Whole seconds until another SMS may be asked for, or something else tried, counted down. Begins anew with each new `view`. */
export function useSecondsLeft(view: { readonly resendAfterSeconds: number }): number {
  const [left, setLeft] = useState(view.resendAfterSeconds);
  useEffect(() => {
    const until = Date.now() + view.resendAfterSeconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [view]);
  return left;
}
