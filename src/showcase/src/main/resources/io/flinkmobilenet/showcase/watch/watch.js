/** Reads the server's events and draws them. */

import { Chart } from "./chart.js";
import { seriesOf } from "./colours.js";
import { decisions, marks, variants } from "./deployment.js";
import { duration, percent, rate } from "./format.js";
import { Gallery } from "./gallery.js";
import { SwapNotice, figures, models, problems, rejections } from "./panels.js";

const RETRY_MILLIS = 2000;
const SILENCE_MILLIS = 5000;
const LONGEST_SPAN = 178_000;
const SHORTEST_SPAN = 60_000;

const find = (id) => document.getElementById(id);
const accuracyChart = new Chart(find("accuracy-chart"), (value) => `${Math.round(value * 100)} %`, 1);
const rateChart = new Chart(find("rate-chart"), (value) => rate(value), null);
const latencyChart = new Chart(find("latency-chart"), (value) => duration(value), null);
const gallery = new Gallery();
const notice = new SwapNotice();

let events = null;
let silence = 0;
let paused = false;
let latest = null;

function link(state, text) {
  const place = find("link");
  if (place.dataset.state !== state || place.lastChild.textContent !== text) {
    place.dataset.state = state;
    place.lastChild.textContent = text;
  }
}

function charts(state) {
  const { curves, recent } = state;
  const known = curves.predicted.findIndex((value) => value !== null);
  const age = known < 0 ? 0 : state.now - (curves.first + known) * 1000;
  const span = Math.min(Math.max(age, SHORTEST_SPAN), LONGEST_SPAN);
  const marked = marks(state);
  const axis = { now: state.now, span, first: curves.first };
  const byModel = state.models
    .filter((model) => model.judged > 0)
    .map((model) => ({
      name: model.model,
      className: seriesOf(model.model),
      values: model.curve,
      current: `${percent(model.accuracy)} in total`,
    }));
  const all = {
    name: "all models",
    className: "series-all faint",
    values: curves.accuracy,
    current: `${percent(recent.accuracy)} now`,
  };
  accuracyChart.draw(axis, byModel.length > 1 ? [all, ...byModel] : byModel, marked);
  const predicted = {
    name: "predicted",
    className: "series-1",
    values: curves.predicted,
    current: rate(recent.picturesPerSecond),
    area: true,
  };
  rateChart.draw(axis, state.totals.predicted ? [predicted] : [], marked);
  const median = { name: "median", className: "series-4", values: curves.p50, current: duration(recent.p50) };
  const slowest = { name: "99 %", className: "series-3 dashed", values: curves.p99, current: duration(recent.p99) };
  latencyChart.draw(axis, state.totals.predicted ? [median, slowest] : [], marked);
}

function draw(state) {
  problems(state);
  figures(state);
  charts(state);
  models(state);
  variants(state);
  decisions(state);
  rejections(state);
  gallery.show(state.pictures);
  notice.show(state.inCharge);
}

function received(event) {
  latest = JSON.parse(event.data);
  heard();
  if (!paused) {
    draw(latest);
  }
}

function heard() {
  link(paused ? "paused" : "live", paused ? "Paused" : "Live");
  clearTimeout(silence);
  silence = setTimeout(lost, SILENCE_MILLIS);
}

function lost() {
  link("lost", "Connection lost, trying again");
  disconnect();
  silence = setTimeout(connect, RETRY_MILLIS);
}

function connect() {
  disconnect();
  events = new EventSource("events");
  events.addEventListener("message", received);
  events.addEventListener("error", lost);
  silence = setTimeout(lost, SILENCE_MILLIS);
}

function disconnect() {
  clearTimeout(silence);
  events?.close();
  events = null;
}

function pause() {
  paused = !paused;
  find("pause").firstChild.textContent = paused ? "Resume" : "Pause";
  link(paused ? "paused" : "live", paused ? "Paused" : "Live");
  if (!paused && latest) {
    draw(latest);
  }
}

find("pause").addEventListener("click", pause);
document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
  const space = event.key === " " && !event.target.closest("button, a, dialog");
  if (plain && !find("detail").open && (space || event.key === "p")) {
    event.preventDefault();
    pause();
  }
});
// Also if the page is paused.
addEventListener("resize", () => latest && charts(latest));
// A browser opens few connections per server, so a hidden page uses none.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
connect();
