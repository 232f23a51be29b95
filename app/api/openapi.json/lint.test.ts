import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { openApiDocument } from "#lib/http/openapi.ts";
import { ROUTES } from "./routes.ts";

const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.coffee-club.test", version: "1.2.3" });

it("each heading of the API document is described, and each success that has a body shows one", () => {
  type Described = { operationId: string; tags: string[]; responses: Record<string, Answer> };
  type Answer = { content?: Record<string, { example?: unknown }> };
  const operations = Object.values(
    (document.paths ?? {}) as Record<string, Record<string, Described>>,
  ).flatMap((item) => Object.values(item));
  const used = operations.flatMap(({ tags }) => tags);
  expect(new Set(document.tags?.map(({ name }) => name))).toEqual(new Set(used));

  const silent = operations.flatMap(({ operationId, responses }) =>
    Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Number(status) < 300 && Object.values(content).some(({ example }) => example === undefined)
        ? [`${operationId} ${status}`]
        : [],
    ),
  );
  expect(silent).toEqual([]);
});

it("the API document has nothing that a linter warns of", async () => {
  // Open Loyalty's paths: a store is named beside /store, /admin and /acl, which are no stores' codes.
  const config = await createConfig({ extends: ["recommended"], rules: { "no-ambiguous-paths": "off" } });
  const problems = await lintFromString({ source: JSON.stringify(document), config });

  const found = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`,
  );
  expect(found).toEqual([]);
}, 60_000);
