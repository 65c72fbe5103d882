/** What decides on a page's security headers. `development` lets Next's own tools work. */
export type PageMode = { readonly publicUrl: string | undefined; readonly development: boolean };

const TWO_YEARS = 63_072_000;

/**
 * The content security policy of one page. Scripts run by this request's nonce alone; Next reads the nonce from the request's header of the
 * same name and writes it on its scripts. Styles may be inline: components set positions and a toast brings its own sheet.
 * @param nonce null for a page that runs no script: its browser then fetches none, either
 */
export function contentSecurityPolicy(nonce: string | null, { publicUrl, development }: PageMode): string {
  const directives = [
    "default-src 'self'",
    nonce === null
      ? "script-src 'none'"
      : `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps(publicUrl) ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

/** Whether a page runs script. A customer's pages do not: they are forms for a cheap phone on a slow network. */
export function hasScript(path: string): boolean {
  return !/^\/+(?:consent|wallet)(?:\/|$)/i.test(path);
}

/** Headers on every answer, the API's included. HSTS only where people come by https: a browser would keep it for localhost, too. */
export function commonHeaders(publicUrl: string | undefined): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    ...(isHttps(publicUrl) ? { "strict-transport-security": `max-age=${TWO_YEARS}; includeSubDomains` } : {}),
  };
}

/** Headers on every page, beside {@link commonHeaders}. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    "content-security-policy": policy,
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
  };
}

function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}
