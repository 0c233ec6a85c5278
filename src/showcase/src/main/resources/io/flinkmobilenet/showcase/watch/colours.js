/** Each model keeps its colour for as long as the page is open. */

const COLOURS = 8;
const known = new Map();

export function seriesOf(model) {
  if (!known.has(model)) {
    if (known.size > 1000) {
      known.clear();
    }
    known.set(model, `series-${known.size % COLOURS}`);
  }
  return known.get(model);
}
