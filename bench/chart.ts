import { shown } from "./report.ts";

/** Small charts as SVG text, for documents in light and in dark. No script, no font of their own, nothing fetched. */

export type BarChart = {
  title: string;
  /** Of a value, as in "µs". */
  unit: string;
  bars: { label: string; parts: { name: string; value: number }[] }[];
};

export type LineChart = {
  title: string;
  xLabel: string;
  /** One above the other, each with a scale of its own. */
  panels: {
    label: string;
    lines: { name: string; points: { x: number; y: number }[] }[];
  }[];
  /** A stretch of the x axis to be marked. */
  marked?: { from: number; to: number; label: string };
};

const WIDTH = 720;
const STYLE = `
    text { font: 12px system-ui, sans-serif; fill: #52525b }
    .title { font-size: 14px; font-weight: 600; fill: #18181b }
    .value { fill: #18181b }
    .axis { stroke: #d4d4d8 }
    .marked { fill: #6366f1; opacity: 0.08 }
    .c0 { --c: #4f46e5 } .c1 { --c: #0d9488 } .c2 { --c: #a1a1aa } .c3 { --c: #d97706 }
    rect.part, rect.key { fill: var(--c) }
    polyline { fill: none; stroke: var(--c); stroke-width: 1.5; stroke-linejoin: round }
    @media (prefers-color-scheme: dark) {
      text { fill: #a1a1aa }
      .title, .value { fill: #f4f4f5 }
      .axis { stroke: #3f3f46 }
      .marked { opacity: 0.18 }
      .c0 { --c: #818cf8 } .c1 { --c: #2dd4bf } .c2 { --c: #71717a } .c3 { --c: #fbbf24 }
    }`;

export function barChart({ title, unit, bars }: BarChart): string {
  const labelWidth = 220;
  const valueWidth = 90;
  const rowHeight = 28;
  const names = [...new Set(bars.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  const top = names.length > 1 ? 62 : 36;
  const total = ({ parts }: BarChart["bars"][number]) => parts.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(...bars.map(total));
  const scale = (WIDTH - labelWidth - valueWidth) / most;
  const body = bars.map((bar, row) => {
    const y = top + row * rowHeight;
    let x = labelWidth;
    const parts = bar.parts.map(({ name, value }) => {
      const width = value * scale;
      const rect = `<rect class="part c${names.indexOf(name)}" x="${round(x)}" y="${y}" width="${round(width)}" height="18"><title>${escaped(name)}: ${shown(value)} ${escaped(unit)}</title></rect>`;
      x += width;
      return rect;
    });
    return `  <text x="${labelWidth - 10}" y="${y + 13}" text-anchor="end">${escaped(bar.label)}</text>
  ${parts.join("")}
  <text class="value" x="${round(x + 6)}" y="${y + 13}">${shown(total(bar))} ${escaped(unit)}</text>`;
  });
  const keys = names.length > 1 ? legend(names, labelWidth, 34) : "";
  return svg(title, top + bars.length * rowHeight + 8, [keys, ...body]);
}

export function lineChart({ title, xLabel, panels, marked }: LineChart): string {
  const left = 60;
  const panelHeight = 120;
  const gap = 44;
  const top = 62;
  const names = [...new Set(panels.flatMap(({ lines }) => lines.map(({ name }) => name)))];
  const xMax = Math.max(
    ...panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ x }) => x))),
  );
  const toX = (x: number) => left + (x / xMax) * (WIDTH - left - 16);
  const body = panels.map(({ label, lines }, index) => {
    const y = top + 14 + index * (panelHeight + gap);
    const yMax = niceCeiling(Math.max(...lines.flatMap(({ points }) => points.map((point) => point.y))));
    const toY = (value: number) => y + panelHeight - (value / yMax) * panelHeight;
    const mark =
      marked === undefined
        ? ""
        : `<rect class="marked" x="${round(toX(marked.from))}" y="${y}" width="${round(toX(marked.to) - toX(marked.from))}" height="${panelHeight}"/>` +
          (index === 0
            ? `<text x="${round(toX(marked.from) + 6)}" y="${y + 14}">${escaped(marked.label)}</text>`
            : "");
    const paths = lines.map(
      ({ name, points }) =>
        `<polyline class="c${names.indexOf(name)}" points="${points.map((point) => `${round(toX(point.x))},${round(toY(point.y))}`).join(" ")}"/>`,
    );
    return `  <text x="${left}" y="${y - 6}">${escaped(label)}</text>
  ${mark}
  <line class="axis" x1="${left}" x2="${WIDTH - 16}" y1="${y + panelHeight}" y2="${y + panelHeight}"/>
  <line class="axis" x1="${left}" x2="${left}" y1="${y}" y2="${y + panelHeight}"/>
  <text x="${left - 6}" y="${y + 10}" text-anchor="end">${shown(yMax)}</text>
  <text x="${left - 6}" y="${y + panelHeight}" text-anchor="end">0</text>
  ${paths.join("\n  ")}`;
  });
  const bottom = top + 14 + panels.length * (panelHeight + gap) - gap + 18;
  const axis = `  <text x="${left}" y="${bottom}">0</text>
  <text x="${WIDTH - 16}" y="${bottom}" text-anchor="end">${round(xMax)} ${escaped(xLabel)}</text>`;
  return svg(title, bottom + 10, [legend(names, left, 34), ...body, axis]);
}

function svg(title: string, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">
  <style>${STYLE}
  </style>
  <text class="title" x="8" y="20">${escaped(title)}</text>
${parts.filter((part) => part !== "").join("\n")}
</svg>
`;
}

function legend(names: readonly string[], left: number, y: number): string {
  let x = left;
  return names
    .map((name, index) => {
      const item = `  <rect class="key c${index}" x="${x}" y="${y}" width="10" height="10"/><text x="${x + 15}" y="${y + 9}">${escaped(name)}</text>`;
      x += 32 + name.length * 7;
      return item;
    })
    .join("\n");
}

/** The next of 1, 2, 5, 10, 20, … */
function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
