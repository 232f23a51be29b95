import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { signatureHeader, signingKey } from "./standard-webhooks.ts";

/** The programs of docs/receiving.md, each run as it stands there, wherever its language is installed. */

const guide = readFileSync(join(import.meta.dirname, "../../docs/receiving.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "pointhook-guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What follows the program: it prints for each case, of which the parts are base64, whether it is accepted. */
type Language = {
  fence: string;
  file: string;
  command: string;
  args: readonly string[];
  call: (cases: string[][]) => string;
};

const quoted = (cases: string[][]) => JSON.stringify(cases);

const LANGUAGES: Language[] = [
  {
    fence: "js",
    file: "verify.mjs",
    command: process.execPath,
    args: ["verify.mjs"],
    call: (cases) =>
      `for (const parts of ${quoted(cases)}) {
         const [secret, id, timestamp, signatures, body] = parts.map((part) => Buffer.from(part, "base64"));
         console.log(verify(String(secret), String(id), String(timestamp), String(signatures), body));
       }`,
  },
  {
    fence: "python",
    file: "verify.py",
    command: "python3",
    args: ["verify.py"],
    call: (cases) =>
      `for parts in ${quoted(cases)}:
    secret, id, timestamp, signatures, body = [base64.b64decode(part) for part in parts]
    print(str(verify(secret.decode(), id.decode(), timestamp.decode(), signatures.decode(), body)).lower())`,
  },
  {
    fence: "go",
    file: "verify.go",
    command: "go",
    args: ["run", "verify.go"],
    call: (cases) =>
      `func main() {
	for _, parts := range [][]string{${cases.map((parts) => `{${parts.map((part) => JSON.stringify(part)).join(",")}}`).join(",")}} {
		var raw [5][]byte
		for index, part := range parts {
			raw[index], _ = base64.StdEncoding.DecodeString(part)
		}
		println(Verify(string(raw[0]), string(raw[1]), string(raw[2]), string(raw[3]), raw[4]))
	}
}`,
  },
  {
    fence: "php",
    file: "verify.php",
    command: "php",
    args: ["verify.php"],
    call: (cases) =>
      `foreach (json_decode('${quoted(cases)}') as $parts) {
         echo json_encode(verify(...array_map('base64_decode', $parts))), "\\n";
       }`,
  },
];

const isInstalled = (command: string) =>
  spawnSync(command, [command === "go" ? "version" : "--version"]).status === 0;

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const id = "0192f0c1-0000-7000-8000-000000000001";
const body = Buffer.from('{"name":"Zoë 🎉","n":12345678901234567890}');

function signed(signers: readonly string[], timestampSeconds: number) {
  return signatureHeader({ id, timestampSeconds, body, keys: signers.map(signingKey) });
}

describe("docs/receiving.md", () => {
  it.each(LANGUAGES.filter(({ command }) => isInstalled(command)))(
    "has a program in $fence that accepts what is signed, also during a rotation, and refuses the rest",
    ({ fence, file, command, args, call }) => {
      const program = new RegExp(`\`\`\`${fence}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
      if (program === undefined) throw new Error(`There is no ${fence} in the guide.`);
      const now = Math.floor(Date.now() / 1000);
      const good = signed([secret], now);
      const cases: [string, string, string, Buffer | string, string][] = [
        [secret, String(now), good, body, "true"],
        [secret, String(now), signed([other, secret], now), body, "true"],
        [other, String(now), signed([other, secret], now), body, "true"],
        [other, String(now), good, body, "false"],
        [secret, String(now), good, `${body} `, "false"],
        [secret, String(now + 1), good, body, "false"],
        [secret, String(now - 3_600), signed([secret], now - 3_600), body, "false"],
        [secret, "soon", good, body, "false"],
        [secret, String(now), "", body, "false"],
        [secret, String(now), good.replace("v1,", "v2,"), body, "false"],
        [secret, String(now), `v1,☃ ${good.slice(0, -4)}`, body, "false"],
      ];
      const encoded = cases.map(([key, timestamp, signatures, bytes]) =>
        [key, id, timestamp, signatures, bytes].map((part) => Buffer.from(part).toString("base64")),
      );
      writeFileSync(join(folder, file), `${program}\n${call(encoded)}\n`);

      const { stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });

      // Go's println writes to the error stream.
      const lines = (fence === "go" ? stderr : stdout).trim().split("\n");
      expect(lines, stderr).toEqual(cases.map(([, , , , accepted]) => accepted));
    },
    120_000,
  );
});
