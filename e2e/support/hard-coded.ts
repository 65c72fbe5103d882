import type { Page } from "@playwright/test";
import { allSms } from "./codes";
import { handwritten } from "./ledger";
import { readTrial } from "./trial";

/** Spelled by the kernel and by Intl, in English for now: amounts in words, months, the name of the zone. */
const SPELLED =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|and|naira|kobo|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Lagos time|UTC)\b/gi;
/** Ids (of requests, too), hashes, what is seen of a secret, lines of HTTP, currencies, the keys of a keyboard, names of products. */
const CODES =
  /\b(?:uwk_\S+|(?:GET|POST)\s\/\S*|(?:op|wo|tx|dst|per|key|ses|cus|mer|iss)_[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|NGN|Ctrl|Cmd|Esc|Enter|Chrome|Linux|Distributor Portal)\b/gi;

/**
 * What stands on a page in the pseudo-language and is plain English all the same: text that bypasses the messages. Data are left out: names
 * of people and from the trial, ids, SMS, what people have written, and what the audit keeps word for word (`data-verbatim`).
 */
export async function hardCodedText(page: Page): Promise<string[]> {
  const { distributors, customers, merchants, issuer } = readTrial();
  const organisations = [issuer, ...distributors];
  const people = organisations.flatMap((one) => one.people);
  const names = [
    ...[...organisations, ...people, ...customers, ...merchants].map(({ name }) => name),
    ...allSms().map(({ text }) => text),
    ...(await handwritten()),
    // What somebody has searched for, or filters by.
    ...new URL(page.url()).searchParams.values(),
  ].sort((a, b) => b.length - a.length);
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "placeholder", "title", "alt"]) found.push(node.getAttribute(name) ?? "");
      } else if (
        node.nodeType === Node.TEXT_NODE &&
        !node.parentElement?.closest("script, style, nextjs-portal, [data-verbatim]")
      )
        found.push(node.textContent ?? "");
    }
    return found;
  });
  const left = texts.map((text) =>
    names
      .reduce((rest, name) => rest.replaceAll(name, ""), text)
      .replace(CODES, "")
      .replace(SPELLED, ""),
  );
  return [...new Set(left.filter((text) => /[A-Za-z]{3,}/.test(text)))];
}
