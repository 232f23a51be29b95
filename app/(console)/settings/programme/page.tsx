import { redirect } from "next/navigation";
import { permittedTabs } from "#components/console/console-pages.ts";
import { NoAccess } from "#components/console/no-access.tsx";
import { loadPermissions } from "#lib/auth/loaders.ts";

/** The first of its tabs that the administrator may open. */
export default async function ProgrammeSetupPage() {
  const [first] = permittedTabs(await loadPermissions(), "Programme setup");
  if (first === undefined) return <NoAccess need="set up the programme" />;
  redirect(first.href);
}
