// Moves the progress bar of a job without reloading the page. Without script the page reloads by itself.
"use strict";

const bar = document.querySelector("progress[data-progress]");
const phase = document.querySelector("[data-phase]");

function show(view) {
  phase.textContent = view.phase;
  if (view.percent === null) {
    bar.removeAttribute("value");
  } else {
    bar.value = view.percent;
  }
  for (const kind of view.kinds ?? []) {
    for (const [name, count] of Object.entries(kind.counts)) {
      const cell = document.querySelector(`[data-count="${kind.kind}.${name}"]`);
      if (cell) {
        cell.textContent = String(count);
      }
    }
  }
}

async function look() {
  try {
    const answer = await fetch(bar.dataset.progress, { headers: { accept: "application/json" } });
    if (answer.ok) {
      const view = await answer.json();
      show(view);
      if (view.over) {
        location.reload();
        return;
      }
    }
  } catch {
    // The network comes back, or the reader reloads.
  }
  setTimeout(look, 1000);
}

if (bar) {
  setTimeout(look, 1000);
}
