import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // Pages of `npm run dev` are opened by any name of this machine.
  allowedDevOrigins: ["127.0.0.1", "[::1]"],
  reactStrictMode: true,
  // These reach for native code or hold one connection pool per process; bundling them would copy that state.
  serverExternalPackages: ["postgres", "pino"],
  // `npm run check` types the whole tree; doing it again in each build would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
  // A guide as Markdown has the address of its page with an ending.
  rewrites: async () => [{ source: "/developers/:guide([a-z-]+).md", destination: "/developers/markdown/:guide" }],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
