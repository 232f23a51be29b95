import { expect, it } from "vitest";
import { barChart, lineChart } from "./chart.ts";

it("a bar is as long as its part of the longest", () => {
  const svg = barChart({
    title: "Costs <&>",
    unit: "µs",
    bars: [
      {
        label: "all",
        parts: [
          { name: "a", value: 60 },
          { name: "b", value: 40 },
        ],
      },
      { label: "half", parts: [{ name: "a", value: 50 }] },
    ],
  });
  const widths = [...svg.matchAll(/class="part c\d" .*?width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([246, 164, 205]);
  expect(svg).toContain("Costs &#60;&#38;&#62;");
  expect(svg).toContain("prefers-color-scheme: dark");
});

it("a line stays inside its panel", () => {
  const svg = lineChart({
    title: "Over time",
    xLabel: "s",
    panels: [
      {
        label: "ms",
        lines: [
          {
            name: "p99",
            points: [
              { x: 0, y: 0 },
              { x: 10, y: 37 },
            ],
          },
        ],
      },
    ],
    marked: { from: 2, to: 8, label: "open" },
  });
  expect(svg).toMatch(/points="60,196 704,107.2"/);
  expect(svg).toContain(">50<");
});
