"use client";

import { useParams } from "next/navigation";
import { SearchForm } from "./search-form";

/**
 * The hash of this address in full, to be compared with the paper, and the search with it. A not-found page is told nothing, so it asks the
 * address.
 */
export function SearchAgain() {
  const { hash } = useParams<{ hash: string }>();
  return (
    <>
      <p className="font-mono text-s wrap-anywhere text-ink-2">{hash}</p>
      <SearchForm value={hash} />
    </>
  );
}
