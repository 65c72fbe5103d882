import { readVerificationSettings, SettingsError } from "@/lib/config/env";
import { StartupError } from "./startup-error.mjs";
import { toJson, toText } from "./verifying/report";
import { verifyAll } from "./verifying/verify-all";

// `npm run verify`: checks every issuer, says what is wrong, and ends with 0 when nothing is. `-- --json` for machines.
try {
  const outcome = await verifyAll(readVerificationSettings());
  process.stdout.write(process.argv.includes("--json") ? toJson(outcome) : toText(outcome));
  process.exitCode = outcome.violations === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof SettingsError || error instanceof StartupError ? error.message : (error as Error).stack}\n`,
  );
  process.exitCode = 1;
}
