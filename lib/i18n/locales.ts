/** Languages of the screens. `en-XA` is English in disguise: accented and bracketed, it shows text that bypasses the messages. */
export const LOCALES = ["en", "en-XA"] as const;

export type Locale = (typeof LOCALES)[number];

/** Cookie that picks the language; read in development and trial mode only, as English is the one real language. */
export const LOCALE_COOKIE = "locale";
