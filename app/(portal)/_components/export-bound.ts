/** Rows in one exported file: what a spreadsheet opens at once, and what is written in a few seconds. */
export const EXPORTED_AT_MOST = 10_000;
