/**
 * JSON laid out for reading without being parsed: digits, escapes, doubled keys and their order stay as they
 * are, only space between tokens changes. Null for a text that does not look like a JSON object or array.
 */
export function layOutJson(source: string): string | null {
  const text = source.trim();
  if (!/^[[{]/.test(text)) return null;
  let out = "";
  let depth = 0;
  let at = 0;
  const newLine = () => {
    out += `\n${"  ".repeat(depth)}`;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      out += text.slice(at, end);
      at = end;
      continue;
    }
    at += 1;
    if (/\s/.test(character)) continue;
    if (character === "{" || character === "[") {
      const closing = /^\s*[}\]]/.exec(text.slice(at, at + 100));
      if (closing) {
        out += character + closing[0].trim();
        at += closing[0].length;
      } else {
        out += character;
        depth += 1;
        newLine();
      }
    } else if (character === "}" || character === "]") {
      depth = Math.max(0, depth - 1);
      newLine();
      out += character;
    } else if (character === ",") {
      out += character;
      newLine();
    } else out += character === ":" ? ": " : character;
  }
  return out;
}

/** Past the closing quote; the end of the text when the string was cut off. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === '"') return at + 1;
  }
  return text.length;
}
