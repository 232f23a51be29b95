import { expect, it } from "vitest";
import { createRouteTree } from "./route-tree.ts";

const tree = createRouteTree(
  [
    "/api/[storeCode]/webhook/event",
    "/api/[storeCode]/webhook/event/[event]",
    "/api/[storeCode]/member/[member]",
    "/api/[storeCode]/member/register",
    "/api/[storeCode]/settings",
    "/api/store/[store]",
    "/api/store",
    "/api/openapi.json",
    "/api/[[...path]]",
    "/api/auth/[...nextauth]",
  ].map((pattern) => [pattern, pattern] as const),
);

it.each([
  ["/api/MAIN/webhook/event", "/api/[storeCode]/webhook/event", { storeCode: "MAIN" }],
  [
    "/api/MAIN/webhook/event/e1",
    "/api/[storeCode]/webhook/event/[event]",
    { storeCode: "MAIN", event: "e1" },
  ],
  ["/api/MAIN/member/m1", "/api/[storeCode]/member/[member]", { storeCode: "MAIN", member: "m1" }],
  ["/api/MAIN/member/register", "/api/[storeCode]/member/register", { storeCode: "MAIN" }],
  ["/api/store/s1", "/api/store/[store]", { store: "s1" }],
  ["/api/store", "/api/store", {}],
  ["/api/openapi.json", "/api/openapi.json", {}],
  // A store may be called as a part of another path is.
  ["/api/store/webhook/event", "/api/[storeCode]/webhook/event", { storeCode: "store" }],
])("%s belongs to %s", (path, value, params) => {
  expect(tree.find(path)).toEqual({ value, params });
});

it.each([
  "/",
  "/api",
  "/api/",
  "/api/MAIN",
  "/api/MAIN/webhook/event/",
  "/api//webhook/event",
  "/api/../webhook/event",
  "/api/./webhook/event",
  "/api/MA%49N/webhook/event",
  "/api/MAIN/member/email=a@b",
  "/api/auth/session",
  "/api/auth/settings",
  "/api/MAIN/webhook/nothing",
  "/elsewhere",
  "api/store",
])("%s is left to others", (path) => {
  expect(tree.find(path)).toBeUndefined();
});
