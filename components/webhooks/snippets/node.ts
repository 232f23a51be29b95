import { variableOf } from "./own-header.ts";

export function nodeWithLibrary(headerNames: readonly string[]): string {
  return `import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
${ownHeaders(headerNames)}
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8"); // exactly as received, not parsed yet

  let event;
  try {${headerCheck(headerNames)}
    // Throws for a wrong signature and for a timestamp that is too old.
    event = webhook.verify(body, request.headers);
  } catch {
    response.writeHead(401).end();
    return;
  }
  response.writeHead(204).end(); // answer first, work afterwards
  console.log(request.headers["webhook-id"], event); // the same id again is a repeat: skip it
});
server.listen(process.env.PORT ?? 4000);
`;
}

export function nodeWithoutLibrary(headerNames: readonly string[]): string {
  return `import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace("whsec_", ""), "base64");
const toleranceSeconds = 5 * 60;
${ownHeaders(headerNames)}
function verify(body, headers) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds)) {
    throw new Error("The timestamp is missing or too far from now.");
  }
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  // While a secret is being rotated there are several signatures, separated by spaces.
  const isSigned = String(headers["webhook-signature"]).split(" ").some((signature) => {
    const [version, value = ""] = signature.split(",");
    const given = Buffer.from(value, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) throw new Error("No signature fits.");
  return JSON.parse(body);
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks); // exactly as received, not parsed yet

  let event;
  try {${headerCheck(headerNames)}
    event = verify(body, request.headers);
  } catch {
    response.writeHead(401).end();
    return;
  }
  response.writeHead(204).end(); // answer first, work afterwards
  console.log(request.headers["webhook-id"], event); // the same id again is a repeat: skip it
});
server.listen(process.env.PORT ?? 4000);
`;
}

function ownHeaders(names: readonly string[]): string {
  if (names.length === 0) return "";
  const lines = names.map(
    (name) => `  ${JSON.stringify(name.toLowerCase())}: process.env.${variableOf(name)},`,
  );
  return `\n// This webhook's own headers, with the values that you gave them.\nconst ownHeaders = {\n${lines.join("\n")}\n};\n`;
}

function headerCheck(names: readonly string[]): string {
  if (names.length === 0) return "";
  return `
    for (const [name, value] of Object.entries(ownHeaders)) {
      if (request.headers[name] !== value) throw new Error(\`\${name} is not the expected one.\`);
    }`;
}
