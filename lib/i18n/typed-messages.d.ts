import type { Locale } from "./locales";
import type { messages } from "./messages";

declare module "next-intl" {
  /** Makes message keys and their namespaces part of the type check. */
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
