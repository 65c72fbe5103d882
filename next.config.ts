import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // These reach for native code or hold one connection pool per process; bundling them would copy that state.
  serverExternalPackages: ["postgres", "pino"],
  // Two servers of one checkout (the tests and a developer's) must not write into one build folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
