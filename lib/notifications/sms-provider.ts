import { env } from "@/lib/config/env";
import { httpSmsProvider } from "./http-sms-provider";
import { SmsError, type SmsProvider } from "./sms";
import { trialSmsProvider } from "./trial-sms-provider";

/**
 * The provider of this installation: the trial's file in the embedded default, else the gateway of the settings (which `env()` demands).
 * @throws SmsError when there is none
 */
export function smsProvider(): SmsProvider {
  const { trial, dataDir, sms } = env();
  if (trial) return trialSmsProvider(dataDir);
  if (!sms) throw new SmsError("SMS gateway: none is set");
  return httpSmsProvider(sms);
}
