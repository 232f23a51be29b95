import { describe, expect, it } from "vitest";
import { crumbsOf } from "./crumbs.ts";

describe("crumbsOf", () => {
  it("names each page on the way to a form", () => {
    expect(crumbsOf("/settings/webhooks/0199/secrets")).toEqual([
      { label: "Settings" },
      { label: "Webhooks", href: "/settings/webhooks" },
      { label: "Webhook", href: "/settings/webhooks/0199" },
      { label: "Secrets", href: "/settings/webhooks/0199/secrets" },
    ]);
    expect(crumbsOf("/settings/webhooks/new").at(-1)?.label).toBe("Add new webhook");
    expect(crumbsOf("/deliveries/0199").map(({ label }) => label)).toEqual(["Deliveries", "Delivery"]);
    expect(crumbsOf("/catalogue/CustomerUpdated").map(({ label }) => label)).toEqual(["Catalogue", "Event"]);
  });

  it("takes the overview for no parent of the others", () => {
    expect(crumbsOf("/")).toEqual([{ label: "Overview", href: "/" }]);
    expect(crumbsOf("/deliveries")).toEqual([{ label: "Deliveries", href: "/deliveries" }]);
  });

  it("has nothing to say about a path that is not the console's", () => {
    expect(crumbsOf("/elsewhere/deep")).toEqual([]);
  });
});
