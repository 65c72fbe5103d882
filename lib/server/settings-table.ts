import { readFileSync, writeFileSync } from "node:fs";
import { withSettingsTable } from "@/lib/config/settings-table";

// `npm run docs:settings`: renews the table of settings in the README.
writeFileSync("README.md", withSettingsTable(readFileSync("README.md", "utf8")));
