/** The typed amount as it travels: "2500." while the decimals are still to come is "2500". */
export function plainAmount(typed: string): string {
  return typed.endsWith(".") ? typed.slice(0, -1) : typed;
}
