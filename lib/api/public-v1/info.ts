/** How the public API introduces itself in its document. */
export const PUBLIC_API = {
  title: "Public API",
  version: "1",
  description:
    "What anybody may ask without a key. Answers carry nothing of people, accounts or organisations. Scripts of any site may read them (CORS, without credentials); requests are limited by network address.",
};
