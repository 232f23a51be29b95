import { JsonSourceError, scanJson } from "#lib/http/core/json-source.ts";

/** Far more than any event has, and well below what a server action takes. */
export const TEST_DATA_CHARS_MAX = 256 * 1024;

/**
 * What keeps a text from being sent as the data of a test, with its place: "Line 3, column 5: an unexpected "}"."
 * Null when it is JSON. Whether it fits the event is the catalogue's to say.
 */
export function testDataProblem(text: string): string | null {
  if (text.length > TEST_DATA_CHARS_MAX) {
    return `The data should have ${TEST_DATA_CHARS_MAX.toLocaleString("en")} characters or less.`;
  }
  if (!text.isWellFormed()) return "The data hold half of a character (an unpaired surrogate).";
  try {
    scanJson(text, 0);
    return null;
  } catch (error) {
    if (!(error instanceof JsonSourceError)) throw error;
    return `Line ${error.line}, column ${error.column}: ${error.message}.`;
  }
}
