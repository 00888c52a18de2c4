import { find, svgElement } from "./elements.js";

const seconds = 120;
const size = { width: 600, height: 130 };
/** Hits and all answers, by second. */
const counts = new Map();
let known;

/** Counts what has been answered since the last call into this second. */
export function countAnswers({ requests, byResult }) {
  const hits = byResult.Hit ?? 0;
  const since = known ?? { requests, hits };
  known = { requests, hits };
  const second = Math.floor(Date.now() / 1000);
  const count = counts.get(second) ?? { hits: 0, all: 0 };
  count.all += requests - since.requests;
  count.hits += hits - since.hits;
  counts.set(second, count);
}

/** Draws a bar for each second: hits below, the rest above. */
export function drawRatio() {
  const first = Math.floor(Date.now() / 1000) - seconds;
  [...counts.keys()].filter((second) => second <= first).forEach((old) => counts.delete(old));
  const step = size.width / seconds;
  const bars = [...counts]
    .filter(([, { all }]) => all > 0)
    .flatMap(([second, { hits, all }]) => {
      const place = { x: (second - first - 1) * step, width: step * 0.85 };
      const height = (size.height * hits) / all;
      const y = size.height - height;
      return [
        svgElement("rect", { ...place, y: 0, height: y, class: "others" }),
        svgElement("rect", { ...place, y, height, class: "hits" }),
      ];
    });
  find("ratio").replaceChildren(...bars);
}
