import { create } from "qrcode";

/** A QR code as one SVG path over `size` × `size` squares; the quiet zone around it is the drawer's. */
export type QrCode = { readonly size: number; readonly path: string };

/** Draws a text as a QR code with medium error correction. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { size: modules.size, path };
}
