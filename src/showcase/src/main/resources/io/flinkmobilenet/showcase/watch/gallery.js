/** The newest images. Each replaces the oldest, so that the others do not move. */

import { duration, element, guess, percent } from "./format.js";
import { seriesOf } from "./colours.js";

const TILES = 12;
const GUESSES = 3;

/** The alternative text is empty because the text beside the image describes it. */
function imageOf(picture) {
  const image = new Image();
  image.alt = "";
  image.src = `pictures/${picture.sequence}`;
  return image;
}

function best(picture) {
  return picture.classes.length === 0 ? "no class" : picture.classes[0].label;
}

function verdict(picture) {
  return picture.right ? "✓ right" : "✗ wrong";
}

function inWords(picture) {
  const told = picture.classes.length === 0 ? "" : `, ${percent(picture.classes[0].probability)}`;
  const judged = picture.right === null ? "" : picture.right ? ", right" : `, wrong: it is ${picture.truth}`;
  return `${best(picture)}${told}${judged}. Details`;
}

class Tile {
  constructor(open) {
    this.picture = null;
    this.loading = false;
    this.button = element("button", "tile");
    this.button.type = "button";
    this.button.addEventListener("click", () => open(this.picture));
    this.item = element("li", "", this.button);
  }

  /** True if the tile is not hovered or focused and no image is being loaded into it. */
  isFree() {
    return !this.loading && !this.button.matches(":hover, :focus");
  }

  /**
   * Shows an image as soon as it is loaded; until then the tile keeps its previous content.
   *
   * @param drawn called after the image has been drawn
   */
  show(picture, drawn) {
    this.loading = true;
    const image = imageOf(picture);
    image.addEventListener("load", () => {
      this.loading = false;
      this.picture = picture;
      this.draw(picture, image);
      drawn();
    });
    // The server has dropped the image meanwhile, or the browser cannot show it. The next one follows soon.
    image.addEventListener("error", () => (this.loading = false));
  }

  draw(picture, image) {
    const frame = element("span", "frame", image);
    if (picture.right !== null) {
      frame.append(element("span", picture.right ? "mark right" : "mark wrong", verdict(picture)));
    }
    const guesses = picture.classes.slice(0, GUESSES).map((one) => guess("span", one.label, one.probability));
    const truth = picture.truth === null ? "" : `true class: ${picture.truth}`;
    const by = element("span", `by ${seriesOf(picture.model)}`, element("i"), element("span", "", picture.model));
    const words = element("span", "words", element("span", "", ...guesses), element("span", "truth", truth), by);
    this.button.replaceChildren(frame, words);
    this.button.setAttribute("aria-label", inWords(picture));
    this.button.classList.remove("fresh");
    // Reading a layout value restarts the animation.
    void this.button.offsetWidth;
    this.button.classList.add("fresh");
  }
}

export class Gallery {
  constructor() {
    this.list = document.getElementById("gallery");
    this.empty = document.getElementById("no-pictures");
    this.dialog = document.getElementById("detail");
    this.tiles = [];
    this.newest = 0;
    this.list.addEventListener("keydown", (event) => this.move(event));
  }

  /** @param pictures newest first */
  show(pictures) {
    if (pictures.length > 0 && pictures[0].sequence < this.newest) {
      // The server was restarted and counts from one.
      this.newest = 0;
    }
    const fresh = pictures.filter((picture) => picture.sequence > this.newest).reverse();
    for (const picture of fresh.slice(-TILES)) {
      const tile = this.place();
      tile?.show(picture, () => this.drawn(tile));
      this.newest = picture.sequence;
    }
  }

  /** Adds a tile to the list once it has an image, because an empty tile would be a gap. */
  drawn(tile) {
    if (!tile.item.isConnected) {
      this.list.append(tile.item);
      this.empty.hidden = true;
    }
  }

  place() {
    if (this.tiles.length < TILES) {
      const tile = new Tile((picture) => this.open(picture));
      this.tiles.push(tile);
      return tile;
    }
    const free = this.tiles.filter((tile) => tile.isFree());
    // The tiles with the oldest images come first.
    const oldest = free[0];
    if (!oldest) {
      return null;
    }
    this.tiles.splice(this.tiles.indexOf(oldest), 1);
    this.tiles.push(oldest);
    return oldest;
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const buttons = [...this.list.querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement);
      buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)].focus();
      event.preventDefault();
    }
  }

  open(picture) {
    document.getElementById("detail-picture").replaceChildren(imageOf(picture));
    document.getElementById("detail-title").textContent = best(picture);
    const facts = [
      ["Image", picture.id],
      ["Source", picture.source],
      ["True class", picture.truth],
      ["Result", picture.right === null ? null : verdict(picture)],
      ["Model", picture.model],
      ["Deployment", picture.routing && picture.routing.deployment],
      ["Route", picture.routing && `${picture.routing.route}, ${picture.routing.variant}`],
      ["Cascade", picture.routing && picture.routing.stage > 0 ? `stage ${picture.routing.stage + 1}` : null],
      ["Decision", picture.routing && picture.routing.unknown ? "unknown" : null],
      ["Shadows", picture.routing && picture.routing.shadows.length > 0 ? picture.routing.shadows.join("; ") : null],
      ["Latency", duration(picture.latency)],
    ].filter(([, value]) => value !== null);
    document
      .getElementById("detail-facts")
      .replaceChildren(...facts.flatMap(([name, value]) => [element("dt", "", name), element("dd", "", value)]));
    document
      .getElementById("detail-classes")
      .replaceChildren(...picture.classes.map((one) => guess("li", one.label, one.probability)));
    this.dialog.showModal();
  }
}
