import { expect, it } from "vitest";
import { unservable } from "./servable.ts";

it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s can be served", (method) => {
  expect(unservable(method, "/api/DEFAULT/webhook/subscription?url=%zz")).toBeNull();
  expect(unservable(method, "/api/%E2%82%AC/%00")).toBeNull();
});

it.each(["TRACE", "PROPFIND", "get"])("%s cannot be served", (method) => {
  expect(unservable(method, "/")).toEqual({ status: 405, message: "Method Not Allowed." });
});

it.each(["/api/%zz", "/%", "/api/%ff/x"])("the path %s cannot be served", (path) => {
  expect(unservable("GET", path)?.status).toBe(400);
});

it.each(["*", "", "example.com:443", "ftp://example.com/api"])("the request target %j is a 400", (url) => {
  expect(unservable("OPTIONS", url)).toMatchObject({ status: 400 });
});
