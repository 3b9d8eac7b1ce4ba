// Shows what others change in an open plan within a second, and lets people drag steps on the timeline. Without script
// one reloads the page and moves steps by their forms.
"use strict";

const own = document.currentScript;
const said = document.querySelector("[data-live-said]");
const line = document.querySelector("svg[data-timeline]");
let version = Number(own.dataset.version);

function put(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

function show(card) {
  const place = document.querySelector(`[data-step-card="${CSS.escape(card.id)}"]`);
  if (!place) {
    return false;
  }
  for (const field of ["subject", "audience", "messenger", "channel", "day"]) {
    put(place.querySelector(`[data-field="${field}"]`), card[field]);
  }
  const time = place.querySelector("time");
  if (time) {
    time.dateTime = card.on;
  }
  document.dispatchEvent(new CustomEvent("takeup:step", { detail: card }));
  // What is saved from this card is made to what it shows now.
  for (const field of place.querySelectorAll('input[name="version"]')) {
    field.value = String(version);
  }
  return true;
}

function tell(view) {
  const last = view.edits[view.edits.length - 1];
  if (!last) {
    return;
  }
  const who = last.by || "The platform";
  const mine = own.dataset.step !== "" && view.steps.some((step) => step.id === own.dataset.step);
  const gone = own.dataset.step !== "" && view.removed.includes(own.dataset.step);
  const more = mine
    ? " This is the step that you have open: when you save, you will see both versions."
    : gone
      ? " It is the step that you have open."
      : "";
  put(said, `${who}: ${last.what.join(" ")}${more}`);
  said.classList.add("notice");
  if (mine || gone) {
    said.classList.add("warn");
  }
}

async function look() {
  try {
    const answer = await fetch(`${own.dataset.changes}?since=${version}`, { headers: { accept: "application/json" } });
    if (answer.ok) {
      const view = await answer.json();
      if (view.version > version) {
        version = view.version;
        if (own.dataset.step === "") {
          view.steps.forEach(show);
        }
        tell(view);
      }
    }
  } catch {
    // The network comes back, or the reader reloads.
  }
  setTimeout(look, 1000);
}

/**
 * Moves a step, made to what its card shows.
 * @returns why not, or nothing if it moved
 */
async function moveStep(id, to) {
  const card = document.querySelector(`[data-step-card="${CSS.escape(id)}"]`);
  const versions = [...card.querySelectorAll('input[name="version"]')];
  try {
    const answer = await fetch(`${own.dataset.steps}${encodeURIComponent(id)}/move`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "if-match": `"${versions[0].value}"`,
        "x-takeup-csrf": own.dataset.csrf,
      },
      body: JSON.stringify(to),
    });
    const said = await answer.json();
    if (!answer.ok) {
      const wrong = (said.errors ?? []).map((error) => error.message);
      return (answer.status === 422 && wrong.length > 0 ? wrong : [said.title, ...(wrong.length > 0 ? wrong : [said.detail ?? ""])]).join(" ");
    }
    versions.forEach((field) => (field.value = String(said.version)));
    return "";
  } catch {
    return "The network is away. Try again.";
  }
}

/** Draws the page anew, with the step that was moved in sight. */
function drawAnew(id) {
  history.replaceState(null, "", `#step-${id}`);
  location.reload();
}

/** Lets a bar be dragged by whole days. */
function drag(bar) {
  const day = Number(line.dataset.day);
  let from = 0;
  let moved = 0;
  bar.classList.add("movable");
  bar.addEventListener("pointerdown", (event) => {
    from = event.clientX;
    moved = 0;
    bar.setPointerCapture(event.pointerId);
  });
  bar.addEventListener("pointermove", (event) => {
    if (bar.hasPointerCapture(event.pointerId)) {
      moved = Math.round((event.clientX - from) / day);
      bar.setAttribute("transform", `translate(${moved * day} 0)`);
      put(said, `${bar.dataset.name}: ${moved} days ${moved < 0 ? "earlier" : "later"}`);
    }
  });
  bar.addEventListener("pointercancel", () => bar.removeAttribute("transform"));
  bar.addEventListener("pointerup", async () => {
    if (moved === 0) {
      return;
    }
    const why = await moveStep(bar.dataset.bar, { days: moved });
    if (why === "") {
      drawAnew(bar.dataset.bar);
    } else {
      bar.removeAttribute("transform");
      put(said, `“${bar.dataset.name}” was not moved. ${why}`);
      said.classList.add("notice", "warn");
    }
  });
}

if (line) {
  document.querySelectorAll('[data-bar][data-movable="yes"]').forEach(drag);
}
setTimeout(look, 1000);
