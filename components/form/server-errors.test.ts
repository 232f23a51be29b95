import type { UseFormSetError } from "react-hook-form";
import { describe, expect, it } from "vitest";
import { applyServerErrors, type ServerError } from "./server-errors.ts";

type Values = { url: string; headers: { headerName: string }[] };

function placed(errors: ServerError[], rootKey?: string): Record<string, string | undefined> {
  const seen: Record<string, string | undefined> = {};
  const setError: UseFormSetError<Values> = (name, error) => {
    seen[name] = error.message;
  };
  applyServerErrors(setError, errors, { rootKey });
  return seen;
}

describe("applyServerErrors", () => {
  it("takes the root key off and understands brackets", () => {
    expect(
      placed(
        [
          { path: "webhookSubscription.url", message: "Not allowed." },
          { path: "webhookSubscription.headers[1].headerName", message: "Reserved." },
          { path: "webhookSubscriptionOther", message: "Kept." },
        ],
        "webhookSubscription",
      ),
    ).toEqual({
      url: "Not allowed.",
      "headers.1.headerName": "Reserved.",
      webhookSubscriptionOther: "Kept.",
    });
  });

  it("gives errors without a field to the form as a whole", () => {
    expect(placed([{ path: "", message: "Try later." }])).toEqual({ "root.server": "Try later." });
    expect(placed([{ path: "body", message: "Too large." }], "body")).toEqual({
      "root.server": "Too large.",
    });
  });

  it("joins several errors of one field and drops repeats", () => {
    const errors = ["Too short.", "No host.", "Too short."].map((message) => ({ path: "url", message }));
    expect(placed(errors)).toEqual({ url: "Too short. No host." });
  });
});
