/** A chart over time, drawn as SVG: lines, a grid, and marks of swaps and decisions. */

import { element } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";
/** Pixels between two labels. */
const GAP = 8;
const MARGIN = { left: 54, right: 12, top: 18, bottom: 18 };

function shape(name, className, attributes, text) {
  const made = document.createElementNS(SVG, name);
  made.setAttribute("class", className);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Shows a text while the pointer rests on the shape. */
function named(shaped, text) {
  shaped.append(shape("title", "", {}, text));
  return shaped;
}

/** The next larger number that is easy to read: 1, 2 or 5 followed by zeros. */
function ceiling(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((step) => step * power >= value);
}

export class Chart {
  /**
   * @param figure element to draw in
   * @param label writes a value of the vertical axis
   * @param most end of that axis; null to follow the values
   */
  constructor(figure, label, most) {
    this.label = label;
    this.most = most;
    this.title = figure.querySelector("h2").textContent;
    this.legend = figure.querySelector(".legend");
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("role", "img");
    figure.append(this.svg);
  }

  /**
   * @param axis {now, span, first}: milliseconds now, milliseconds shown, second of the first value
   * @param series [{name, className, values, current, area}]
   * @param marks [{at, className, label, title}], oldest first
   */
  draw(axis, series, marks) {
    const { width, height } = this.svg.getBoundingClientRect();
    if (width < MARGIN.left + MARGIN.right || height === 0) {
      return;
    }
    const plot = {
      left: MARGIN.left,
      right: width - MARGIN.right,
      top: MARGIN.top,
      bottom: height - MARGIN.bottom,
    };
    const most = this.most ?? ceiling(this.highest(axis, series));
    const x = (millis) => plot.right - ((axis.now - millis) / axis.span) * (plot.right - plot.left);
    const y = (value) => plot.bottom - (Math.min(value, most) / most) * (plot.bottom - plot.top);
    this.svg.replaceChildren(
      ...this.grid(plot, most, y),
      ...this.times(plot, axis, x),
      ...series.flatMap((line) => this.line(line, axis, plot, x, y)),
      ...this.marks(marks, plot, x),
    );
    this.separate();
    this.describe(series);
  }

  highest(axis, series) {
    const start = axis.now - axis.span;
    return series
      .flatMap((line) => line.values.filter((_, i) => (axis.first + i) * 1000 >= start))
      .reduce((most, value) => Math.max(most, value ?? 0), 0);
  }

  grid(plot, most, y) {
    return [0, 0.5, 1].flatMap((part) => [
      shape("line", "grid", { x1: plot.left, x2: plot.right, y1: y(part * most), y2: y(part * most) }),
      shape(
        "text",
        "",
        { x: plot.left - 8, y: y(part * most) + 4, "text-anchor": "end" },
        this.label(part * most),
      ),
    ]);
  }

  times(plot, axis, x) {
    const labels = [shape("text", "", { x: plot.right, y: plot.bottom + 14, "text-anchor": "end" }, "now")];
    for (let seconds = 30; seconds * 1000 <= axis.span; seconds += 30) {
      const text = seconds % 60 === 0 ? `−${seconds / 60} min` : `−${seconds} s`;
      if (seconds % 60 === 0 || axis.span <= 90_000) {
        const anchor = seconds * 1000 === axis.span ? "start" : "middle";
        const place = { x: x(axis.now - seconds * 1000), y: plot.bottom + 14, "text-anchor": anchor };
        labels.push(shape("text", "", place, text));
      }
    }
    return labels;
  }

  /** Draws one path per stretch without gaps; a single value becomes a dot. */
  line(line, axis, plot, x, y) {
    const stretches = [];
    let points = null;
    line.values.forEach((value, i) => {
      const at = (axis.first + i + 1) * 1000;
      if (value === null || at < axis.now - axis.span) {
        points = null;
        return;
      }
      if (points === null) {
        stretches.push((points = []));
      }
      points.push([x(at), y(value)]);
    });
    return stretches.flatMap((stretch) => {
      const path = stretch.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join("L");
      const drawn = [shape("path", `line ${line.className}`, { d: `M${path}${stretch.length === 1 ? "h0.1" : ""}` })];
      if (line.area) {
        const area = `M${stretch[0][0]} ${plot.bottom}L${path}L${stretch.at(-1)[0]} ${plot.bottom}Z`;
        drawn.unshift(shape("path", `area ${line.className}`, { d: area }));
      }
      return drawn;
    });
  }

  /** If labels would overlap, only the later one is shown; the other line still has its tooltip. */
  separate() {
    const kept = [];
    for (const label of [...this.svg.querySelectorAll(".mark-label")].reverse()) {
      const { x, width } = label.getBBox();
      if (kept.some((other) => x < other.end + GAP && x + width + GAP > other.start)) {
        label.remove();
      } else {
        kept.push({ start: x, end: x + width });
      }
    }
  }

  marks(marks, plot, x) {
    return marks
      .map((mark) => ({ ...mark, x: x(mark.at) }))
      .filter((mark) => mark.x >= plot.left && mark.x <= plot.right)
      .flatMap((mark) => [
        named(
          shape("line", mark.className, { x1: mark.x, x2: mark.x, y1: plot.top - 4, y2: plot.bottom }),
          mark.title,
        ),
        shape(
          "text",
          "mark-label",
          {
            x: mark.x,
            y: plot.top - 7,
            "text-anchor": mark.x > (plot.left + plot.right) / 2 ? "end" : "start",
          },
          mark.label.length > 28 ? `${mark.label.slice(0, 27)}…` : mark.label,
        ),
      ]);
  }

  describe(series) {
    this.legend.replaceChildren(
      ...series.map((line) =>
        element("li", line.className, element("i"), line.name, element("b", "", line.current)),
      ),
    );
    const values = series.map((line) => `${line.name} ${line.current}`).join(", ");
    this.svg.setAttribute("aria-label", `${this.title}: ${values || "no data yet"}`);
  }
}
