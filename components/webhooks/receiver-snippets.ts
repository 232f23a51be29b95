import { go } from "./snippets/go.ts";
import { nodeWithLibrary, nodeWithoutLibrary } from "./snippets/node.ts";
import { variableOf } from "./snippets/own-header.ts";
import { php } from "./snippets/php.ts";
import { python } from "./snippets/python.ts";

/**
 * Programs that a receiver's developer can start from. Each one is run by the tests against a signed delivery, so
 * add a language only together with its test.
 */

export type ReceiverSnippet = {
  id: "standardwebhooks" | "node" | "python" | "go" | "php";
  label: string;
  note: string;
  fileName: string;
  code: string;
  /** How it is started, with what is to be filled in. */
  start: string;
};

type Input = {
  /** The webhook's own headers, whose values a receiver may check too. */
  headerNames: readonly string[];
};

export function receiverSnippets({ headerNames }: Input): ReceiverSnippet[] {
  const own = headerNames.map((name) => `${variableOf(name)}=… `).join("");
  const start = (command: string) => `WEBHOOK_SECRET=whsec_… ${own}${command}`;
  return [
    {
      id: "standardwebhooks",
      label: "Node, standardwebhooks",
      note: "npm install standardwebhooks",
      fileName: "receiver.mjs",
      code: nodeWithLibrary(headerNames),
      start: start("node receiver.mjs"),
    },
    {
      id: "node",
      label: "Node, nothing installed",
      note: "Node 18 or later",
      fileName: "receiver.mjs",
      code: nodeWithoutLibrary(headerNames),
      start: start("node receiver.mjs"),
    },
    {
      id: "python",
      label: "Python",
      note: "Python 3.9 or later",
      fileName: "receiver.py",
      code: python(headerNames),
      start: start("python3 receiver.py"),
    },
    {
      id: "go",
      label: "Go",
      note: "Go 1.19 or later",
      fileName: "receiver.go",
      code: go(headerNames),
      start: start("go run receiver.go"),
    },
    {
      id: "php",
      label: "PHP",
      note: "PHP 8.0 or later",
      fileName: "receiver.php",
      code: php(headerNames),
      start: start("php -S localhost:4000 receiver.php"),
    },
  ];
}
