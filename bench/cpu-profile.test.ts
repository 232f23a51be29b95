import { expect, it } from "vitest";
import { sharesOf } from "./cpu-profile.ts";

const node = (id: number, functionName: string, url = "") => ({
  id,
  callFrame: { functionName, url, lineNumber: 1 },
});

it("shares out the time that was not idle, whatever the order of the samples", () => {
  const { groups, functions } = sharesOf({
    nodes: [
      node(1, "(idle)"),
      node(2, "(garbage collector)"),
      node(3, "round", "file:///x/lib/delivery/dispatcher.ts"),
      node(4, "writev"),
    ],
    samples: [1, 2, 3, 1, 3, 4],
    timeDeltas: [1_000, 10, 20, 5_000, 40, 30],
  });
  expect(groups).toEqual([
    { name: "lanes and dispatching", percent: 60 },
    { name: "system calls on sockets", percent: 30 },
    { name: "garbage collection", percent: 10 },
  ]);
  expect(functions[0]).toEqual({ name: "round, dispatcher.ts", percent: 60 });
});
