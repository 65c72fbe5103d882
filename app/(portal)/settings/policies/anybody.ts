/** Whoever could make an operation, where none is named: any person in the portal, any key, an uploaded file. */
export const ANYBODY = ["web", "key", "bulk"] as const;
