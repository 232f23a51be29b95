import { inviteAdministrator } from "#lib/administrators/invitations.ts";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { issueTokens } from "#lib/auth/tokens.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { anAdministrator, anOwner } from "#lib/testing/factories.ts";
import { heading, type Scene, testAccessible, type View } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import { send } from "../support/rest-client.ts";
import { signInByCookie } from "../support/session.ts";

async function accountOf(services: Services, administratorId: string) {
  const principal = await getPrincipal(services, administratorId);
  if (principal === null) throw new Error("not active");
  return { ...principal, apiKey: null, requestId: services.newId(), ip: null, services };
}

/** Signs in somebody who may do everything in the store, and answers with the account. */
async function manager({ page, services, store }: Scene) {
  const administrator = await anAdministrator(services, store, { resources: RESOURCES });
  await signInByCookie(page.context(), administrator);
  return { administrator, account: await accountOf(services, administrator.id) };
}

async function someKeys(scene: Scene): Promise<void> {
  const { administrator, account } = await manager(scene);
  const inOneYear = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString();
  for (const input of [
    { name: "Order system", expirationDate: inOneYear },
    { name: "Dashboard of the marketing department", readOnly: true, storeCode: scene.store.code },
    { name: "Old import" },
  ]) {
    await createApiKey(account, administrator.id, input);
  }
}

const VIEWS: View[] = [
  {
    name: "the list of API keys",
    as: "nobody",
    open: async (scene) => {
      await someKeys(scene);
      await scene.page.goto("/settings/api-keys");
      await expect(rows(scene.page, "API keys")).toHaveCount(3);
    },
  },
  {
    name: "the form for a new API key, with what is wrong in it",
    open: async ({ page }) => {
      await page.goto("/settings/api-keys");
      await page.getByRole("button", { name: "New API key" }).click();
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByText("This value should not be blank.").first()).toBeVisible();
    },
  },
  {
    name: "the list of administrators",
    as: "nobody",
    open: async ({ page, services, store }) => {
      const owner = await anOwner(services);
      await signInByCookie(page.context(), owner);
      const account = await accountOf(services, owner.id);
      const username = `invited-${services.newId().slice(-8)}`;
      await inviteAdministrator(account, { username, access: "viewer", storeCode: store.code });
      await page.goto("/settings/administrators");
      await expect(page.getByRole("list", { name: "Invitations" })).toContainText(username);
    },
  },
  {
    name: "the invitation of an administrator",
    as: "nobody",
    open: async ({ page, services }) => {
      await signInByCookie(page.context(), await anOwner(services));
      await page.goto("/settings/administrators");
      await page.getByRole("button", { name: "Invite" }).click();
      await page.getByRole("button", { name: "Create link" }).click();
      await expect(page.getByText("The user name is missing.").first()).toBeVisible();
    },
  },
  {
    name: "an invitation that is accepted",
    as: "nobody",
    open: async ({ page, services }) => {
      const account = await accountOf(services, (await anOwner(services)).id);
      const username = `guest-${services.newId().slice(-8)}`;
      const { link } = await inviteAdministrator(account, { username, access: "owner" });
      await page.goto(new URL(link).pathname);
      await page.getByRole("button", { name: "Accept invitation" }).click();
      await expect(page.getByText("The password has fewer than 8 characters.").first()).toBeVisible();
    },
  },
  {
    name: "one's own profile",
    open: async ({ page }) => {
      await page.goto("/settings/profile");
      await heading(page, "Profile");
      await expect(page.getByLabel("Present password")).toBeEditable();
    },
  },
  {
    name: "the audit log",
    as: "nobody",
    open: async (scene) => {
      await webhookChanges(scene);
      await expect(rows(scene.page, "Audit log")).toHaveCount(3);
    },
  },
  {
    name: "an entry of the audit log",
    as: "nobody",
    open: async (scene) => {
      await webhookChanges(scene);
      await scene.page.getByRole("button", { name: "Webhook: changed" }).click();
      await expect(scene.page.getByRole("dialog")).toContainText("example.com/after");
    },
  },
];

/** Ends with the audit log open. */
async function webhookChanges(scene: Scene): Promise<void> {
  const { services, store, page } = scene;
  const { administrator } = await manager(scene);
  const { token } = await issueTokens(services, administrator);
  const path = `/api/${store.code}/webhook/subscription`;
  const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/before" };
  const { body } = await send("POST", path, { token, body: { webhookSubscription } });
  const one = `${path}/${body.webhookSubscriptionId}`;
  const change = { url: "https://example.com/after", description: "For the order system", timeoutMs: 5_000 };
  await send("PUT", one, { token, body: { webhookSubscription: change } });
  await send("POST", `${one}/pause`, { token });
  await page.goto("/settings/audit");
}

testAccessible(VIEWS);
