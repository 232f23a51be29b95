import { permittedTabs } from "#components/console/console-pages.ts";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { loadPermissions } from "#lib/auth/loaders.ts";

/** From one list of the programme's setup to the others. */
export async function SetupTabs() {
  const items = permittedTabs(await loadPermissions(), "Programme setup");
  return <LinkTabs label="Programme setup" items={items} className="mb-5" />;
}
