import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { openApiDocument } from "#lib/http/openapi.ts";
import { ROUTES } from "./routes.ts";

it("the API document has nothing that a linter warns of", async () => {
  const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.coffee-club.test", version: "1.2.3" });
  // Open Loyalty's paths: a store is named beside /store, /admin and /acl, which are no stores' codes.
  const config = await createConfig({ extends: ["recommended"], rules: { "no-ambiguous-paths": "off" } });
  const problems = await lintFromString({ source: JSON.stringify(document), config });

  const found = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`,
  );
  expect(found).toEqual([]);
}, 60_000);
