import type { ReactNode } from "react";
import { allowedNetworksNotice } from "#components/console/allowed-networks.ts";
import { ConsoleShell } from "#components/console/console-shell.tsx";
import { requireSession, requireStoreContext } from "#lib/auth/session.ts";
import { VERSION } from "#lib/platform/version.ts";
import { loadDisabledNotices } from "#lib/webhooks/loaders.ts";

/** The session gate of the console. Each page asks it again: a layout is not rendered for every navigation. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [{ administrator, stores }, { actor, scope, services }, disabledNotices] = await Promise.all([
    requireSession(),
    requireStoreContext(),
    loadDisabledNotices(),
  ]);
  const fullName = [administrator.firstName, administrator.lastName].filter(Boolean).join(" ");
  return (
    <ConsoleShell
      stores={stores.map(({ code, name }) => ({ code, name }))}
      storeCode={scope.storeCode}
      user={
        fullName === ""
          ? { name: administrator.username }
          : { name: fullName, detail: administrator.username }
      }
      permissions={actor.kind === "administrator" ? actor.permissions : {}}
      networksNotice={allowedNetworksNotice(services.env.allowedNetworks.map(({ text }) => text))}
      disabledNotices={disabledNotices}
      version={VERSION}
    >
      {children}
    </ConsoleShell>
  );
}
