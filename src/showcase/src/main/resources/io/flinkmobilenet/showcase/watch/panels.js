/** Figures, models and rejections: all texts and numbers. */

import { NONE, clock, duration, element, percent, rate, whole } from "./format.js";
import { seriesOf } from "./colours.js";

const NOTICE_MILLIS = 12_000;

/** No job takes this long, so the images must have been older when they were sent. */
const OLD_MILLIS = 600_000;
const NO_MODEL = "no active model yet: mobilenet model publish MODEL --name N --version V --activate";
const CAPTURED = "captured to predicted";
const OLD = "these images are dated by their files; publish --now dates them by when they are sent";

function write(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

export function fill(id, empty, children) {
  const place = document.getElementById(id);
  // Unchanged elements are kept, so that the scroll position and a screen reader's place are kept as well.
  const same =
    place.children.length === children.length &&
    children.every((child, i) => child.isEqualNode(place.children[i]));
  if (!same) {
    place.replaceChildren(...children);
  }
  if (empty) {
    document.getElementById(empty).hidden = children.length > 0;
  }
}

export function figures(state) {
  const { totals, recent, inCharge } = state;
  const seen = totals.predicted + totals.rejected;
  write("model", inCharge ? inCharge.model : NONE);
  document.getElementById("model").title = inCharge ? inCharge.model : "";
  write("model-since", inCharge ? `since ${clock(inCharge.at)}` : NO_MODEL);
  document.getElementById("model-since").title = inCharge ? "" : NO_MODEL;
  write("accuracy", percent(recent.accuracy));
  write("accuracy-all", totals.judged ? `${percent(totals.accuracy)} of ${whole(totals.judged)}` : "no true classes yet");
  write("rate", totals.predicted ? rate(recent.picturesPerSecond) : NONE);
  write("predicted", `${whole(totals.predicted)} in total`);
  write("p50", duration(recent.p50));
  write("p99", recent.p99 === null ? "" : `99 % within ${duration(recent.p99)}`);
  write("latency-about", recent.p50 >= OLD_MILLIS ? `${CAPTURED}; ${OLD}` : CAPTURED);
  write("rejected-total", seen ? whole(totals.rejected) : NONE);
  write("rejected-share", seen ? `${percent(totals.rejected / seen)} of all` : "");
}

export function models(state) {
  const rows = state.models.map((model) => {
    const name = element("th", seriesOf(model.model), model.model);
    name.scope = "row";
    if (state.inCharge?.model === model.model) {
      name.append(element("span", "badge", "active"));
    }
    const cells = [
      whole(model.predicted),
      model.judged ? whole(model.right) : NONE,
      percent(model.accuracy),
    ];
    return element("tr", "", name, ...cells.map((text) => element("td", "number", text)));
  });
  fill("models", "no-models", rows);
}

export function rejections(state) {
  const reasons = Object.entries(state.reasons);
  fill("reasons", null, reasons.map(([reason, many]) => element("li", "", `${reason} ${whole(many)}`)));
  const rows = state.rejected.map((one) =>
    element(
      "li",
      "",
      element("strong", "", one.id ?? "unknown image"),
      element("p", "", `${clock(one.at)}, ${one.stage}, ${one.reason}: ${one.message}`),
    ),
  );
  fill("rejections", "no-rejections", rows);
}

export function problems(state) {
  const texts = state.sources.filter((source) => source.problem !== null).map((source) => `${source.topic}: ${source.problem}`);
  fill("problems", null, texts.map((text) => element("li", "", text)));
}

/** Shows a notice when another model becomes active while the page is open. */
export class SwapNotice {
  constructor() {
    this.last = undefined;
  }

  show(swap) {
    const key = swap ? `${swap.at} ${swap.model}` : null;
    if (this.last !== undefined && key !== this.last && swap) {
      const before = swap.before ? ` from ${swap.before}` : "";
      write("notice", `${swap.model} took over${before} at ${clock(swap.at)}`);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => write("notice", ""), NOTICE_MILLIS);
    }
    this.last = key;
  }
}
