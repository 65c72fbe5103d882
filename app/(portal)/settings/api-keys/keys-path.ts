/** Where the keys of an organisation are listed; each of them stands below. */
export const KEYS_PATH = "/settings/api-keys";
