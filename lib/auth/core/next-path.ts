/** Any origin: it only shows whether a text would leave it. */
const HERE = "http://here.invalid";

/**
 * Where to go after signing in. Only a path of this installation: anything that a browser would take for another
 * site ("//evil", "/\evil", "https:…"), for the API or for the sign-in page itself becomes "/".
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith("/")) return "/";
  let url: URL;
  try {
    url = new URL(next, HERE);
  } catch {
    return "/";
  }
  const isElsewhere = url.origin !== HERE || url.pathname.startsWith("//");
  const isNoPage = /^\/(sign-in|api|v1|_next)(\/|$)/.test(url.pathname);
  return isElsewhere || isNoPage ? "/" : url.pathname + url.search + url.hash;
}
