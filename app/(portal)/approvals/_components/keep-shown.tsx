"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Keeps the request that a wide screen shows beside the list: put into the address, so that a newer request does not take its place under
 * somebody's hand.
 */
export function KeepShown({ href }: { href: string }) {
  const router = useRouter();
  useEffect(() => {
    if (matchMedia("(min-width: 80rem)").matches) router.replace(href, { scroll: false });
  }, [href, router]);
  return null;
}
