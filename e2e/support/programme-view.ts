import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { anAdministrator } from "#lib/testing/factories.ts";
import type { Scene, View } from "./accessibility.ts";
import { aProgrammeScene, type ProgrammeScene } from "./programme-scene.ts";
import { signInByCookie } from "./session.ts";

/** A view of a store with a small programme, to somebody who may do everything in it. */
export function programmeView(
  name: string,
  open: (scene: Scene, programme: ProgrammeScene) => Promise<void>,
): View {
  return {
    name,
    as: "nobody",
    open: async (scene) => {
      const { page, services, store } = scene;
      await signInByCookie(page.context(), await anAdministrator(services, store, { resources: RESOURCES }));
      await open(scene, await aProgrammeScene(services, store));
    },
  };
}
