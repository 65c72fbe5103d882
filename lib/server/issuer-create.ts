import { readCreationSettings, SettingsError } from "@/lib/config/env";
import { showId } from "@/lib/kernel/ids";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { formatPhone } from "@/lib/kernel/phone";
import { createFirstIssuer } from "./creating/create-issuer";
import { readArguments } from "./creating/read-arguments";
import { StartupError } from "./startup-error.mjs";

// `npm run issuer:create -- …`: makes an issuer and the invitations of its first two people, prints their links once, and ends.
try {
  const wish = readArguments(process.argv.slice(2));
  const { ownerDatabaseUrl, publicUrl } = readCreationSettings();
  const { id, people } = await createFirstIssuer(ownerDatabaseUrl, wish);
  const links = people.map(
    ({ name, phone, token }) => `\n${name}, ${formatPhone(phone)}:\n  ${new URL(`/invitation/${token}`, publicUrl)}\n`,
  );
  process.stdout.write(
    `${wish.name} is created (${showId("issuer", id)}). Hand each of its first two people their own link, which is shown here once, is
good for ${INVITATION_DAYS} days, and lets in nobody without their phone. Both are admin, maker and checker.
${links.join("")}`,
  );
} catch (error) {
  const known = error instanceof SettingsError || error instanceof StartupError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
