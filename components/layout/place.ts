/** A place one can go to by palette or keyboard; `letter` follows G. */
export type Place = { key: string; href: string; letter: string; label: string };
