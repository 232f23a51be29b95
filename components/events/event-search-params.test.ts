import { expect, test } from "vitest";
import { toEventRequest, toMatchQuery } from "./event-search-params.ts";

const page = { page: 1, pageSize: 20 };

test("an empty id in the address filters nothing", () => {
  const search = { ...page, event: null, published: null };
  expect(toEventRequest({ ...search, id: "  " }).id).toBeNull();
  expect(toEventRequest({ ...search, id: "0199" }).id).toBe("0199");
});

test("results that are chosen together leave out exactly the others", () => {
  const { conditions } = toMatchQuery({ ...page, url: " example ", result: ["matched", "active_later"] });
  expect(conditions[0]).toEqual({ column: "url", operator: "like", values: ["example"] });
  expect(conditions.slice(1).map(({ column, operator, values }) => [column, operator, values[0]])).toEqual([
    ["reason", "neq", "deleted"],
    ["reason", "neq", "event_not_subscribed"],
    ["reason", "neq", "no_mage_form"],
    ["reason", "neq", "disabled"],
    ["reason", "neq", "added_later"],
    ["reason", "neq", "changed_since"],
    ["reason", "neq", "test_of_another"],
  ]);
  expect(toMatchQuery({ ...page, url: null, result: ["disabled"] }).conditions[0]).toMatchObject({
    column: "matched",
    values: [false],
  });
  expect(toMatchQuery({ ...page, url: null, result: null }).conditions).toEqual([]);
});
