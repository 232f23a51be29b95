/**
 * How the sign-in route tells the form why it refused. next-auth carries one text from the server to the browser:
 * this is what it may say.
 */
export type SignInRefusal =
  | { kind: "wrong" }
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "unavailable" }
  | { kind: "unexpected"; requestId: string };

/** next-auth's own word for "authorize answered null". */
const WRONG = "CredentialsSignin";

export function encodeRefusal(refusal: SignInRefusal): string {
  if (refusal.kind === "limited") return `limited:${refusal.retryAfterSeconds}`;
  if (refusal.kind === "unavailable") return "unavailable";
  if (refusal.kind === "unexpected") return `unexpected:${refusal.requestId}`;
  return WRONG;
}

export function decodeRefusal(text: string): SignInRefusal {
  if (text === WRONG) return { kind: "wrong" };
  if (text === "unavailable") return { kind: "unavailable" };
  const [kind, detail = ""] = text.split(":", 2);
  if (kind === "limited" && /^\d{1,6}$/.test(detail)) {
    return { kind: "limited", retryAfterSeconds: Number(detail) };
  }
  return { kind: "unexpected", requestId: kind === "unexpected" ? detail : "" };
}

/** One sentence for the person at the form. */
export function refusalMessage(refusal: SignInRefusal): string {
  if (refusal.kind === "wrong") return "The user name or the password is wrong.";
  if (refusal.kind === "limited") {
    return `Too many attempts. Try again in ${waitInWords(refusal.retryAfterSeconds)}.`;
  }
  if (refusal.kind === "unavailable") {
    return "The database does not answer at the moment. Try again in a few seconds.";
  }
  return refusal.requestId === ""
    ? "Signing in did not work. Try again."
    : `Something went wrong (request id ${refusal.requestId}).`;
}

/** Rounded up, so that nobody who waits is refused again. */
function waitInWords(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} minutes`;
}
