import { STORE_CODE_CHARS_MAX } from "../constants.ts";

/** "Café Süd 2" is "CAFE_SUD_2". A name without any Latin letter or digit is "STORE". */
export function codeOfName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "");
  const code = plain
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return code.slice(0, STORE_CODE_CHARS_MAX) || "STORE";
}
