import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "@/components/layout/theme";
import { chosenLocale } from "@/lib/i18n/chosen-locale";
import { mono, sans } from "./fonts";
import "./globals.css";

/** The name of the product behind each page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    // Amounts and phones look like telephone numbers to some browsers, which make links of them.
    formatDetection: { telephone: false },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

/** Language, theme and fonts of every page. The theme is in the first byte, so nothing flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang={await chosenLocale()}
      className={`${sans.variable} ${mono.variable}`}
      {...(theme === "system" ? {} : { "data-theme": theme })}
      // The theme switch changes the attribute before React looks again.
      suppressHydrationWarning
    >
      <body>
        <NextIntlClientProvider>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
