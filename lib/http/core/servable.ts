/** The methods that a route handler can be made for. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export type Unservable = { status: 400 | 405; message: string };

/** What Next would stumble over before any route sees it; null for everything else. */
export function unservable(method: string, url: string): Unservable | null {
  if (!METHODS.has(method)) return { status: 405, message: "Method Not Allowed." };
  const [path = ""] = url.split("?");
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return { status: 400, message: "The path has a percent sign that begins no UTF-8 character." };
  }
}
