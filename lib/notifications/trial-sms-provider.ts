import { appendFile } from "node:fs/promises";
import path from "node:path";
import type { SmsProvider } from "./sms";

/**
 * Appends each SMS as a line `{"at","to","text"}` to `<dataDir>/sms.jsonl`, which its owner alone can read. One write per line: readers and
 * several processes never see half of one.
 */
export function trialSmsProvider(dataDir: string): SmsProvider {
  const file = path.join(dataDir, "sms.jsonl");
  return {
    async send({ to, text }) {
      const line = `${JSON.stringify({ at: new Date().toISOString(), to, text })}\n`;
      await appendFile(file, line, { mode: 0o600, flag: "a" });
    },
  };
}
