import { describe, expect, it } from "vitest";
import { decodeRefusal, encodeRefusal, refusalMessage, type SignInRefusal } from "./sign-in-outcome.ts";

describe("a refused sign-in", () => {
  it.each<SignInRefusal>([
    { kind: "wrong" },
    { kind: "limited", retryAfterSeconds: 871 },
    { kind: "unavailable" },
    { kind: "unexpected", requestId: "0197-ab" },
  ])("reaches the form as it was: $kind", (refusal) => {
    expect(decodeRefusal(encodeRefusal(refusal))).toEqual(refusal);
  });

  it("is an unexpected one when its text is not ours", () => {
    expect(refusalMessage(decodeRefusal("limited:soon"))).toBe("Signing in did not work. Try again.");
    expect(refusalMessage(decodeRefusal("OAuthSignin"))).toBe("Signing in did not work. Try again.");
  });

  it("says what is wrong, and how long to wait", () => {
    expect(refusalMessage({ kind: "wrong" })).toBe("The user name or the password is wrong.");
    const inWords = (retryAfterSeconds: number) => refusalMessage({ kind: "limited", retryAfterSeconds });
    expect(inWords(1)).toBe("Too many attempts. Try again in 1 second.");
    expect(inWords(60)).toBe("Too many attempts. Try again in 60 seconds.");
    expect(inWords(61)).toBe("Too many attempts. Try again in 2 minutes.");
    expect(inWords(900)).toBe("Too many attempts. Try again in 15 minutes.");
  });
});
