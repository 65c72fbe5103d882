/** Refusals about somebody who decides in another's place: a part of the catalogue (error-catalogue.ts). */
export const DELEGATION_ERRORS = {
  "not-found": {
    "delegations.not-found": "This delegation is over, or there is none. Nothing was changed; look at the list again.",
  },
  conflict: {
    "delegations.dates": "These days are over, in the wrong order or more than 30. Nothing was changed; choose others.",
    "delegations.overlaps": "Somebody decides for you on such days already. Nothing was changed; end that first.",
    "delegations.yourself": "Nobody stands in for themselves. Nothing was changed; choose somebody else.",
  },
} as const;
