import { z } from "zod";
import { defineRoute, type Route } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import packageJson from "../../../package.json" with { type: "json" };
import { ROUTES } from "./routes.ts";

const document: Route = defineRoute({
  operationId: "openApiGet",
  summary: "This document",
  tags: ["Document"],
  auth: "none",
  response: { 200: z.looseObject({ openapi: z.string() }) },
  handler: ({ services }) =>
    openApiDocument(
      { ...ROUTES, "/api/openapi.json": { GET: document } },
      { publicUrl: services.env.publicUrl, version: packageJson.version },
    ),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: document });
