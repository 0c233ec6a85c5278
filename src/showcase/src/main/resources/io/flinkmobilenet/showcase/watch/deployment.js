/** The deployment in force: its routes and variants, and the decisions about rollouts. */

import { clock, element, percent, whole } from "./format.js";
import { fill } from "./panels.js";

export function variants(state) {
  const rows = state.variants.map((variant) => {
    const name = element("th", "", variant.route, element("span", "badge", variant.variant));
    name.scope = "row";
    const cells = [
      whole(variant.images),
      percent(variant.configured),
      percent(variant.share),
      percent(variant.unknown),
      percent(variant.laterStages),
      percent(variant.agreement),
    ];
    return element("tr", "", name, ...cells.map((text) => element("td", "number", text)));
  });
  fill("variants", null, rows);
  document.getElementById("deployment").hidden = rows.length === 0;
}

function decided(decision) {
  return `${decision.action} ${percent(decision.share)}`;
}

/** All that is marked on the time axis: swaps, and decisions with their reason as a tooltip. */
export function marks(state) {
  const swaps = state.swaps.map((swap) => ({
    at: swap.at,
    className: "swap",
    label: swap.model,
    title: `${swap.model} since ${clock(swap.at)}`,
  }));
  const decisions = state.decisions.map((decision) => ({
    at: decision.at,
    className: "decision",
    label: decided(decision),
    title: `${decision.deployment}: ${decided(decision)}, step ${decision.step}, ${clock(decision.at)}: ${decision.reason}`,
  }));
  return [...swaps, ...decisions].sort((one, other) => one.at - other.at);
}

export function decisions(state) {
  const rows = state.decisions
    .map((decision) =>
      element(
        "li",
        "",
        element("strong", "", `${decided(decision)} `),
        element("span", "", `${decision.deployment}, step ${decision.step}`),
        element("p", "", `${clock(decision.at)}: ${decision.reason}`),
      ),
    )
    .reverse();
  fill("decisions", null, rows);
  document.getElementById("decided").hidden = rows.length === 0;
}
