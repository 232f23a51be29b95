import { describe, expect, it } from "vitest";
import { listErrors } from "./form-errors.ts";

describe("listErrors", () => {
  it("finds the errors of nested fields, lists and the form itself, with dotted names", () => {
    const errors = {
      url: { type: "server", message: "Not allowed.", ref: { name: "url", parent: { type: "x" } } },
      headers: [undefined, { headerName: { type: "custom", message: "Reserved." } }],
      root: { server: { type: "server", message: "Try later." } },
    };
    expect(listErrors(errors)).toEqual([
      { name: "url", message: "Not allowed.", type: "server" },
      { name: "headers.1.headerName", message: "Reserved.", type: "custom" },
      { name: "root.server", message: "Try later.", type: "server" },
    ]);
  });

  it("is empty for a form without errors", () => {
    expect(listErrors({})).toEqual([]);
  });
});
