/** How the page writes numbers, times and elements. Texts from events are inserted as text only, never as markup. */

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export const NONE = "–";

export function whole(value) {
  return value === null ? NONE : count.format(value);
}

export function rate(value) {
  return value < 20 ? decimal.format(value) : count.format(value);
}

/** A share between 0 and 1 as a percentage. */
export function percent(share) {
  if (share === null || !Number.isFinite(share)) {
    return NONE;
  }
  return `${decimal.format(share * 100)}\u00a0%`;
}

export function duration(millis) {
  if (millis === null) {
    return NONE;
  }
  const units = [[86400e3, "d"], [3600e3, "h"], [60e3, "min"], [1e3, "s"]];
  for (const [size, name] of units) {
    if (millis >= size) {
      return `${decimal.format(millis / size)}\u00a0${name}`;
    }
  }
  return `${count.format(millis)}\u00a0ms`;
}

export function clock(millis) {
  return time.format(millis);
}

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

/** A class with its probability as a bar. */
export function guess(name, label, probability) {
  const share = Number.isFinite(probability) ? Math.min(Math.max(probability, 0), 1) : 0;
  const row = element(name, "guess", element("span", "", label), element("span", "", percent(probability)));
  row.style.setProperty("--share", share);
  return row;
}
