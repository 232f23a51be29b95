import { expect, it } from "vitest";
import { routePattern } from "./route-pattern.ts";

it.each([
  ["/api/DEFAULT/webhook/event", { storeCode: "DEFAULT" }, "/api/{storeCode}/webhook/event"],
  [
    "/api/DEFAULT/webhook/delivery/0190-1/retry",
    { storeCode: "DEFAULT", delivery: "0190-1" },
    "/api/{storeCode}/webhook/delivery/{delivery}/retry",
  ],
  ["/api/webhook/webhook/event", { storeCode: "webhook" }, "/api/{storeCode}/webhook/event"],
  ["/api/api/webhook/event", { storeCode: "api" }, "/api/{storeCode}/webhook/event"],
  ["/api/a%20b/webhook/event", { storeCode: "a b" }, "/api/{storeCode}/webhook/event"],
  ["/api/health/live", {}, "/api/health/live"],
])("names the parameters of %s", (path, params, pattern) => {
  expect(routePattern(path, params)).toBe(pattern);
});
