import type { Services } from "#lib/platform/runtime.ts";
import { type Context, permissionsIn } from "./context.ts";
import { getPrincipal } from "./data.ts";
import { mintStoreScope } from "./scope.ts";

/** For what is done in an administrator's name from the command line of the installation. Null when there is no such one. */
export async function administratorContext(
  services: Services,
  administratorId: string,
  store: { id: string; code: string },
): Promise<Context | null> {
  const principal = await getPrincipal(services, administratorId);
  if (principal === null) return null;
  const { administrator } = principal;
  return {
    actor: {
      kind: "administrator",
      administratorId,
      username: administrator.username,
      permissions: permissionsIn({ ...principal, apiKey: null }, store.id),
    },
    scope: mintStoreScope(store),
    requestId: services.newId(),
    ip: null,
    services,
  };
}
