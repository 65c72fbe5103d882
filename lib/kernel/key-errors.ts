/** Refusals about API keys: a part of the catalogue (error-catalogue.ts). */
export const KEY_ERRORS = {
  invalid: {
    "api-keys.nothing-wider":
      "This gives the key nothing more. Nothing was asked for; taking something from a key needs no request and acts at once.",
    "api-keys.wider":
      "This would give the key more, which needs a request and a second person. Nothing was changed; leave out what is wider.",
  },
  forbidden: {
    "api-keys.permission-missing":
      "This API key does not have the permission for this request. Nothing was done; ask an admin for a key that has it.",
    "api-keys.not-maker":
      "Only the person who asked for this key, or where it takes something away an admin, can do that. Nothing was changed.",
    "api-keys.not-yours-to-grant":
      "Nobody gives a key what they may not do themselves, and whoever asked for this is no maker here at present. Nothing was changed.",
    "api-keys.identity-changed":
      "Your authenticator or phone was changed by a request less than 72 hours ago. Secrets of keys are shown to you again after that; nothing was changed.",
    "api-keys.keys-off": "Your issuer has switched API keys off for your organisation. Nothing was changed.",
  },
  "not-found": {
    "api-keys.not-found": "There is no such API key.",
  },
  conflict: {
    "api-keys.already-revealed":
      "The secret of this key was shown before, and nothing keeps it. If it is lost, rotate the key for a new one.",
    "api-keys.lapsed":
      "This key was not revealed within 72 hours of its approval and has lapsed. No secret was made; ask for a new key.",
    "api-keys.not-revealed": "This key has no secret yet. Nothing was changed; reveal its first one.",
    "api-keys.ended": "This key has ended. Nothing was changed; ask for a new key.",
    "api-keys.stopped": "All API keys of your organisation are stopped. Nothing was changed.",
    "api-keys.not-stopped": "The API keys of your organisation are not stopped. Nothing was asked for.",
    "api-keys.changed-meanwhile":
      "This key, or the switch of all keys, has changed since this was asked for. Nothing was changed; look at it again and make a new request.",
  },
  unprocessable: {
    "api-keys.nothing-changes": "This is how the key is already. Nothing was changed.",
  },
  "rate-limited": {
    "api-keys.rate-limited": "This API key has sent too many requests. Nothing was done; wait and send it again.",
  },
} as const;
