// Shows published answers to similar questions while somebody types. Without script the same list comes before it is sent.
"use strict";

const WAIT = 500;
const LEAST = 10;

const form = document.querySelector("form[data-ask]");
const text = form.elements.namedItem("text");
const box = form.querySelector("[data-similar]");
const list = form.querySelector("[data-list]");
let timer = 0;
let latest = 0;

function shown(found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = form.dataset.open + found.id;
  link.lang = found.language;
  // A new window: what was typed stays.
  link.target = "_blank";
  link.rel = "noopener";
  for (const piece of found.pieces) {
    const part = document.createElement(piece.marked ? "mark" : "span");
    part.textContent = piece.text;
    link.append(part);
  }
  item.append(link);
  return item;
}

async function look() {
  const mine = ++latest;
  const typed = text.value.trim();
  if (typed.length < LEAST) {
    box.hidden = true;
    return;
  }
  try {
    const answer = await fetch(form.dataset.ask, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-takeup-csrf": form.elements.namedItem("csrf").value,
      },
      body: JSON.stringify({ text: typed.slice(0, 1000) }),
    });
    if (answer.ok && mine === latest) {
      const { similar } = await answer.json();
      list.replaceChildren(...similar.map(shown));
      box.hidden = similar.length === 0;
    }
  } catch {
    // The network is away: the check before sending does the same.
  }
}

text.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});
