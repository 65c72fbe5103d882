import path from "node:path";
import type { NextConfig } from "next";

/** A Next application of two handlers, what the bench compares the portal's API with. As the portal's own, where both have a say. */
const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: ["postgres"],
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.resolve(process.cwd()) },
};

export default config;
