import type { Metadata } from "next";
import { ApiReference } from "#components/api-reference/api-reference.tsx";
import { referenceSections } from "#lib/http/core/reference-page.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import packageJson from "../../package.json" with { type: "json" };
import { ROUTES } from "../api/openapi.json/routes.ts";

export const metadata: Metadata = { title: "API reference" };

/** The same for everybody, and made when the app is built. */
export const dynamic = "force-static";

export default function DocsPage() {
  const document = openApiDocument(ROUTES, { publicUrl: "/", version: packageJson.version });
  return <ApiReference sections={referenceSections({ ...document })} />;
}
