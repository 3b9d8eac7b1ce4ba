// Keeps the live results of an open survey up to date, until the reader stops it. Without script one reloads the page.
"use strict";

const own = document.currentScript;
const controls = document.querySelector("[data-controls]");
const pause = document.querySelector("[data-pause]");
const status = document.querySelector("[data-status]");
let stopped = false;

/** The value at a path such as "response.units.0.finished"; undefined if there is none. */
function at(view, path) {
  return path.split(".").reduce((value, step) => value?.[step], view);
}

/** What is missing because of another survey that asks nearly the same people the same. */
function missing(view) {
  return view.withheld ? "all" : view.unitsWithheld ? "units" : "none";
}

/** Whether the page lacks a place for something that is shown by now, or shows what is not any more; then it is asked for anew. */
function lacksPlace(view) {
  const shows = view.scales.some((scale) => scale.score) || view.items.some((item) => item.n !== null);
  if ((shows && own.dataset.shows === "no") || missing(view) !== own.dataset.missing) {
    return true;
  }
  const scores = [...document.querySelectorAll("[data-score]")];
  const items = [...document.querySelectorAll("[data-item]")];
  return (
    scores.some((cell) => at(view, cell.dataset.score) && !cell.querySelector("[data-mean]")) ||
    items.some((item) => (at(view, item.dataset.item) ?? null) !== null)
  );
}

function put(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

function show(view) {
  for (const element of document.querySelectorAll("[data-live]")) {
    const value = at(view, element.dataset.live);
    if (value !== undefined && value !== null) {
      put(element, String(value));
    }
  }
  for (const cell of document.querySelectorAll("[data-score]")) {
    const score = at(view, cell.dataset.score);
    if (score) {
      cell.querySelector("meter").value = score.mean;
      put(cell.querySelector("[data-mean]"), String(score.mean));
      put(cell.querySelector("[data-n]"), String(score.n));
      put(
        cell.querySelector("[data-interval]"),
        score.low === null ? "all answered alike" : `${score.low} to ${score.high}`,
      );
    }
  }
}

async function look() {
  if (!stopped) {
    try {
      const answer = await fetch(own.dataset.liveSource, { headers: { accept: "application/json" } });
      if (answer.status === 409) {
        // It has closed: this page leads to the results.
        location.reload();
        return;
      }
      if (answer.ok) {
        const view = await answer.json();
        if (lacksPlace(view)) {
          location.reload();
          return;
        }
        show(view);
        put(status, "Up to date");
      }
    } catch {
      put(status, "No connection; trying again");
    }
  }
  setTimeout(look, 1000);
}

if (own && controls) {
  controls.hidden = false;
  put(status, "Up to date");
  pause.addEventListener("click", () => {
    stopped = !stopped;
    pause.setAttribute("aria-pressed", String(stopped));
    put(status, stopped ? "Stopped" : "Up to date");
  });
  setTimeout(look, 1000);
}
