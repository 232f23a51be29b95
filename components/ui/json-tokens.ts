export type JsonTokenKind = "key" | "string" | "number" | "literal" | "plain";
export type JsonToken = { kind: JsonTokenKind; text: string };

// A string that is cut off at the end of the text counts as a string: bodies are stored up to a cap.
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*(?:"(\s*:)?|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/**
 * Splits JSON for colouring. The texts of the tokens, joined, are the input, byte for byte,
 * whatever the input is: text that is not JSON comes out as plain.
 */
export function tokenizeJson(source: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  const push = (kind: JsonTokenKind, text: string) => {
    if (text === "") return;
    const last = tokens.at(-1);
    if (kind === "plain" && last?.kind === "plain") last.text += text;
    else tokens.push({ kind, text });
  };

  let position = 0;
  for (const match of source.matchAll(TOKEN)) {
    const text = match[0];
    push("plain", source.slice(position, match.index));
    position = match.index + text.length;
    if (match[1] !== undefined) {
      push("key", text.slice(0, text.length - match[1].length));
      push("plain", match[1]);
    } else if (text.startsWith('"')) push("string", text);
    else if (/^[tfn]/.test(text)) push("literal", text);
    else push("number", text);
  }
  push("plain", source.slice(position));
  return tokens;
}
