/**
 * What an error page may tell. Of an error thrown while a page renders, only its `digest` reaches the browser in production, so code and
 * request id travel in it: `readDigest(error.digest)` in `error.tsx`.
 */
export type PageRefusal = { readonly code: string; readonly requestId: string };

/** An error whose digest says what was refused. */
export function pageError(refusal: PageRefusal & { readonly message: string }): Error {
  return Object.assign(new Error(refusal.message), { digest: `${refusal.code};${refusal.requestId}` });
}

/** Code and request id of an error that reached an error page; null when it was not one of ours. */
export function readDigest(digest: string | undefined): PageRefusal | null {
  const [, code, requestId] = /^([a-z-]+\.[a-z-]+);([\w-]+)$/.exec(digest ?? "") ?? [];
  return code && requestId ? { code, requestId } : null;
}
