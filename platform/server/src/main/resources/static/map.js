// Lets people drag stakeholders on the map, or move them by the arrow keys. Without script the table's forms do the same.
"use strict";

const WAIT = 700;
const STEPS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
/** In the address, so that whoever moved a stakeholder stays with them when the page is drawn anew. */
const MOVED = "#moved-";

const map = document.querySelector("svg[data-map]");
const said = document.querySelector("[data-map-said]");

function between(value) {
  return Math.min(5, Math.max(1, value));
}

/** The place of the map, 1 to 5 both ways, at which a pointer is. */
function placeAt(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  const { left, top, wide, high } = map.dataset;
  return {
    power: between(5 - Math.floor((point.y - Number(top)) / Number(high))),
    interest: between(1 + Math.floor((point.x - Number(left)) / Number(wide))),
  };
}

function words(point, place) {
  return `${point.dataset.name}: power ${place.power}, interest ${place.interest}`;
}

/** Draws a point where it would be, until it is saved. */
function draw(point, place) {
  const right = (place.interest - Number(point.dataset.interest)) * Number(map.dataset.wide);
  const down = (Number(point.dataset.power) - place.power) * Number(map.dataset.high);
  point.setAttribute("transform", `translate(${right} ${down})`);
  point.setAttribute("aria-label", words(point, place));
}

async function save(point, place) {
  const same = place.power === Number(point.dataset.power) && place.interest === Number(point.dataset.interest);
  if (same) {
    return;
  }
  try {
    const answer = await fetch(`${map.dataset.map}${point.dataset.stakeholder}/place`, {
      method: "PUT",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "if-match": `"${point.dataset.version}"`,
        "x-takeup-csrf": map.dataset.csrf,
      },
      body: JSON.stringify(place),
    });
    if (answer.ok) {
      history.replaceState(null, "", MOVED + point.dataset.stakeholder);
      location.reload();
      return;
    }
    said.textContent = `Not moved: ${(await answer.json()).title} Open the page again.`;
  } catch {
    said.textContent = "Not moved: the network is away. Try again.";
  }
  draw(point, { power: Number(point.dataset.power), interest: Number(point.dataset.interest) });
}

function enable(point) {
  let place = { power: Number(point.dataset.power), interest: Number(point.dataset.interest) };
  let timer = 0;
  point.setAttribute("tabindex", "0");
  point.setAttribute("role", "button");
  draw(point, place);

  point.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    place = { power: between(place.power + step[0]), interest: between(place.interest + step[1]) };
    draw(point, place);
    said.textContent = words(point, place);
    clearTimeout(timer);
    timer = setTimeout(() => save(point, place), WAIT);
  });

  point.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    // What is under the pointer must stay there.
    point.focus({ preventScroll: true });
    point.setPointerCapture(event.pointerId);
  });
  point.addEventListener("pointermove", (event) => {
    if (point.hasPointerCapture(event.pointerId)) {
      place = placeAt(event);
      draw(point, place);
      said.textContent = words(point, place);
    }
  });
  point.addEventListener("pointerup", (event) => {
    if (point.hasPointerCapture(event.pointerId)) {
      point.releasePointerCapture(event.pointerId);
      save(point, place);
    }
  });
}

if (map) {
  map.setAttribute("role", "group");
  document.querySelector("[data-map-help]").hidden = false;
  const points = [...map.querySelectorAll("[data-stakeholder]")];
  points.forEach(enable);
  points.find((point) => MOVED + point.dataset.stakeholder === location.hash)?.focus();
}
