// Checks a message while it is written. Without script one saves it to see the same.
"use strict";

const WAIT = 500;
const form = document.querySelector("form[data-checks]");

function one(name) {
  return document.querySelector(`[data-${name}]`);
}

function element(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) {
    made.className = name;
  }
  return made;
}

function show(checks) {
  const faults = one("faults");
  faults.replaceChildren(...checks.faults.map((fault) => element("li", fault, "fault")));
  faults.classList.toggle("hidden", checks.faults.length === 0);
  const short = checks.counts ? "" : " (too short for a grade that counts)";
  const above = checks.above ? ". Above your limit" : "";
  one("lix").textContent = checks.lix === null ? "no words yet" : `${checks.lix}: ${checks.lixGrade}${short}${above}`;
  one("formula").textContent = checks.easeFormula || "Reading ease";
  one("ease").textContent = checks.ease === null ? "no words yet" : `${checks.ease}: ${checks.easeGrade}`;
  const terms = checks.terms.map((term) => element("li", `${term.found}: ${term.theirs ? "they say" : "say"} \u201c${term.instead}\u201d`));
  if (terms.length === 0) {
    one("terms").replaceChildren(element("p", "None that we know of."));
  } else {
    const list = element("ul", "", "parts");
    list.replaceChildren(...terms);
    one("terms").replaceChildren(list, element("p", "Save to replace or keep them.", "small"));
  }
  one("lengths").replaceChildren(
    ...checks.lengths.map((length) => {
      const line = document.createElement("li");
      const badge = element("span", length.fits ? "fits" : "cut", length.fits ? "badge good" : "badge warn");
      line.append(element("strong", length.label), " ", badge, " ", element("span", length.said, "small"));
      return line;
    }),
  );
}

function watch() {
  const status = one("live");
  let timer = 0;
  let asked = 0;

  async function check() {
    const fields = new FormData(form);
    const turn = ++asked;
    try {
      const answer = await fetch(form.dataset.checks, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "x-takeup-csrf": fields.get("csrf"),
        },
        body: JSON.stringify({
          audience: fields.get("audience"),
          language: fields.get("language"),
          subject: fields.get("subject"),
          words: fields.get("words"),
        }),
      });
      const said = await answer.json();
      if (turn !== asked) {
        return;
      }
      if (answer.ok) {
        show(said);
        status.textContent = "Of what you have written just now; it is not saved yet.";
      } else {
        status.textContent = `Not checked: ${said.title}`;
      }
    } catch {
      status.textContent = "Not checked: the network is away. It is tried again with the next change.";
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  });
}

if (form) {
  watch();
}
