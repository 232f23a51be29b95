import { join } from "node:path";
import { expect, it } from "vitest";
import { clientTypes } from "#lib/http/core/client-types.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { ROUTES } from "./routes.ts";

const FILE = join(import.meta.dirname, "../../../lib/client/api-types.ts");

it("the client's types are those of the API document: npm run client:types writes them anew", async () => {
  const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.example.com", version: "1" });
  await expect(clientTypes(JSON.parse(JSON.stringify(document)))).toMatchFileSnapshot(FILE);
});
