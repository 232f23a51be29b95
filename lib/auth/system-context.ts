import type { Services } from "#lib/platform/runtime.ts";
import type { Context } from "./context.ts";
import { mintStoreScope } from "./scope.ts";

/** For what happens in a store by itself: the schedule and background jobs. @param name as the audit log shows it */
export function systemContext(
  services: Services,
  store: { id: string; code: string },
  name: string,
): Context {
  return {
    actor: { kind: "system", name },
    scope: mintStoreScope(store),
    requestId: services.newId(),
    ip: null,
    services,
  };
}
