import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createClient } from "#lib/client/client.ts";
import { type AppProcess, startApp } from "#lib/testing/app-process.ts";
import { listen } from "./support/fixtures.ts";

const WEBHOOKS = "/api/DEFAULT/webhook/subscription";

async function administrator({ url }: AppProcess, password: string) {
  const body = { username: "admin", password };
  const { token } = await createClient({ baseUrl: url }).call("adminLoginCheck", { body });
  return createClient({ baseUrl: url, token });
}

test("an empty folder becomes a working installation that a browser can sign in to with the password that is said once, and a second start keeps the data", async ({
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "pointhook-smoke-"));
  const start = () => startApp({ DATA_DIR: join(folder, "data") });
  let app = await start();
  try {
    expect(app.output()).toContain(`Pointhook is ready: ${app.url}`);
    expect(app.output()).toContain("This password is shown only now.");
    const [, password = ""] = /Sign in as admin with the password (\S+)/.exec(app.output()) ?? [];
    const context = await browser.newContext();
    const complaints = listen(context);
    const failed: string[] = [];
    context.on("response", (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    });
    context.on("requestfailed", (request) => failed.push(request.url()));

    const ready = await fetch(`${app.url}/api/health/ready`);
    expect(ready.status, await ready.text()).toBe(200);

    const page = await context.newPage();
    await page.goto(`${app.url}/sign-in`);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    const { headers } = await fetch(`${app.url}/sign-in`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    const fonts = () => page.evaluate(() => [...document.fonts].some(({ status }) => status === "loaded"));
    await expect.poll(fonts).toBe(true);

    // Only a page whose scripts run answers an empty form in place.
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Enter your user name.")).toBeVisible();
    await expect(page.getByLabel("User name")).toBeFocused();

    await page.getByLabel("User name").fill("admin");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).not.toHaveURL(/sign-in/);

    expect(failed).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();

    const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/hook" };
    const created = await (await administrator(app, password)).send("POST", WEBHOOKS, {
      body: { webhookSubscription },
    });
    expect(created).toMatchObject({ status: 200 });
    await app.stop();
    app = await start();
    expect(app.output()).not.toMatch(/password/i);
    const kept = await (await administrator(app, password)).send("GET", WEBHOOKS);
    const { webhookSubscriptionId } = Object(created.body);
    expect(kept.body).toMatchObject({ items: [{ webhookSubscriptionId }] });
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
