import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startApp } from "#lib/testing/app-process.ts";
import { listen } from "./support/fixtures.ts";

const PASSWORD = "a good long password";

test("an empty folder becomes a working installation that a browser can sign in to", async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "pointhook-smoke-"));
  const app = await startApp({ DATA_DIR: join(folder, "data"), ADMIN_PASSWORD: PASSWORD });
  try {
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
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).not.toHaveURL(/sign-in/);

    expect(failed).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
