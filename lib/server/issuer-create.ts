import { readCreationSettings, SettingsError } from "@/lib/config/env";
import { showId } from "@/lib/kernel/ids";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { formatPhone } from "@/lib/kernel/phone";
import { createFirstIssuer, type Links } from "./creating/create-issuer";
import { readArguments } from "./creating/read-arguments";
import { renewLinks } from "./creating/renew-links";
import { StartupError } from "./startup-error.mjs";

// `npm run issuer:create -- …`: makes an issuer and the invitations of its first two people, prints their links once, and ends. With --renew
// it makes new links for those of the two who have not come.
try {
  const wish = readArguments(process.argv.slice(2));
  const { ownerDatabaseUrl, publicUrl } = readCreationSettings();
  const made = wish.renew
    ? await renewLinks(ownerDatabaseUrl, wish.name)
    : await createFirstIssuer(ownerDatabaseUrl, wish);
  process.stdout.write(`${wish.renew ? renewed(made) : created(made)}\n${linksOf(made, publicUrl)}`);
} catch (error) {
  const known = error instanceof SettingsError || error instanceof StartupError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

function created({ id, name }: Links): string {
  return `${name} is created (${showId("issuer", id)}). Hand each of its first two people their own link, which is shown here once, is
good for ${INVITATION_DAYS} days, and lets in nobody without their phone. Both are admin, maker and checker.`;
}

function renewed({ id, name, people }: Links): string {
  const whose = people.length === 1 ? "A new link for the one" : "New links for those";
  return `${whose} of the first two people of ${name} (${showId("issuer", id)}) who ${people.length === 1 ? "has" : "have"} not come yet. Each is shown here once
and good for ${INVITATION_DAYS} days; the one before leads nowhere any more.`;
}

function linksOf({ people }: Links, publicUrl: string): string {
  return people
    .map(
      ({ name, phone, token }) =>
        `\n${name}, ${formatPhone(phone)}:\n  ${new URL(`/invitation/${token}`, publicUrl)}\n`,
    )
    .join("");
}
