import { getRequestConfig } from "next-intl/server";
import { chosenLocale } from "./chosen-locale";
import { messages } from "./messages";
import { pseudoMessages } from "./pseudo";

/** What next-intl asks on each request: language and messages. There is no locale in the URL. */
export default getRequestConfig(async () => {
  const locale = await chosenLocale();
  return { locale, messages: locale === "en-XA" ? pseudoMessages(messages) : messages };
});
