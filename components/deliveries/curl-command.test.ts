import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { curlCommand } from "./curl-command.ts";

const request = {
  method: "POST" as const,
  url: "https://example.com/hook?a=1&b=$HOME",
  headers: [
    { name: "Content-Type", value: "application/json" },
    { name: "X-Api-Key", value: "••••••" },
    { name: "X-Empty", value: "" },
  ],
  body: '{"name":"O\'Brien"}',
};

/** The arguments that a real shell hands to the program. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test("the command repeats the request, with places to fill in for hidden values", () => {
  expect(argumentsOf(curlCommand(request) ?? "")).toEqual([
    "--request",
    "POST",
    "https://example.com/hook?a=1&b=$HOME",
    "--header",
    "Content-Type: application/json",
    "--header",
    "X-Api-Key: <value of X-Api-Key>",
    "--header",
    "X-Empty;",
    "--data-raw",
    '{"name":"O\'Brien"}',
  ]);
});

test("a URL with brackets is not taken for a range", () => {
  const command = curlCommand({ ...request, url: "http://[::1]:8080/hook" }) ?? "";
  expect(argumentsOf(command).slice(0, 4)).toEqual([
    "--request",
    "POST",
    "--globoff",
    "http://[::1]:8080/hook",
  ]);
});

test("whatever the body holds, the shell passes it on unchanged", () => {
  const text = fc.string({ unit: "binary" }).filter((body) => !body.includes("\0") && body.isWellFormed());
  fc.assert(
    fc.property(text, (body) => argumentsOf(curlCommand({ ...request, body }) ?? "").at(-1) === body),
    { numRuns: 30 },
  );
});

test("without the exact body there is no command", () => {
  expect(curlCommand({ ...request, body: null })).toBeNull();
});
