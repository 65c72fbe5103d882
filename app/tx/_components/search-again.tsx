"use client";

import { useParams } from "next/navigation";
import { SearchForm } from "./search-form";

/** The search with the hash of this address in it, to be compared with the paper. A not-found page is told nothing, so it asks the address. */
export function SearchAgain() {
  const { hash } = useParams<{ hash: string }>();
  return <SearchForm value={hash} />;
}
