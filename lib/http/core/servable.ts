/** The methods that a route handler can be made for. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export type Unservable = { status: 400 | 405; message: string };

/** What Next would stumble over before any route sees it; null for everything else. */
export function unservable(method: string, url: string): Unservable | null {
  if (!METHODS.has(method)) return { status: 405, message: "Method Not Allowed." };
  // "*" and "host:port" are forms of a request target too, which no path of ours answers to.
  if (!/^(?:\/|https?:\/\/)/i.test(url)) {
    return { status: 400, message: "The request target should be a path." };
  }
  const [path = ""] = url.split("?");
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return { status: 400, message: "The path has a percent sign that begins no UTF-8 character." };
  }
}
