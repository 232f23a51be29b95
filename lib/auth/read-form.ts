/** A user name, a password and a token against cross-site requests are far below this. */
export const FORM_BYTES_MAX = 16 * 1024;

export type UnreadableForm = { status: 400 | 413 | 415; message: string };

/** The text of a form's body, which next-auth would read however long it is. */
export async function readForm(request: Request): Promise<string | UnreadableForm> {
  const mediaType = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/x-www-form-urlencoded") {
    return { status: 415, message: "The body should be a form: application/x-www-form-urlencoded." };
  }
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    // Leaving the loop early cancels the rest of the body.
    for await (const chunk of request.body) {
      bytes += chunk.length;
      if (bytes > FORM_BYTES_MAX) {
        return { status: 413, message: `The body has more than ${FORM_BYTES_MAX} bytes.` };
      }
      chunks.push(chunk);
    }
  } catch {
    return { status: 400, message: "The body ended early." };
  }
  return Buffer.concat(chunks).toString("utf8");
}
