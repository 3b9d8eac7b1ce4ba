// Saves each note of a talk by itself while it is written. Without script, or when a save is refused, the form does it.
"use strict";

const WAIT = 800;

function entry(form) {
  const fields = new FormData(form);
  return {
    speaker: Number(fields.get("speaker")),
    text: fields.get("text"),
    quote: fields.has("quote"),
    codes: fields.getAll("code"),
  };
}

function watch(form) {
  const status = form.querySelector("[data-saved]");
  const version = form.elements.namedItem("version");
  const removal = form.nextElementSibling.elements.namedItem("version");
  let timer = 0;
  let saving = false;
  let again = false;

  async function save() {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    status.textContent = "Saving";
    try {
      const answer = await fetch(form.dataset.note, {
        method: "PUT",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "if-match": `"${version.value}"`,
          "x-takeup-csrf": form.elements.namedItem("csrf").value,
        },
        body: JSON.stringify(entry(form)),
      });
      const said = await answer.json();
      if (answer.ok) {
        version.value = String(said.version);
        removal.value = version.value;
        status.textContent = "Saved";
      } else {
        // Nothing is overwritten: what was typed stays in the form until its writer has decided.
        again = false;
        status.textContent = `Not saved: ${said.title} ${said.detail ?? ""}`;
      }
    } catch {
      status.textContent = "Not saved: the network is away. It is tried again with the next change, or by the button.";
    }
    saving = false;
    if (again) {
      again = false;
      save();
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

document.querySelectorAll("form[data-note]").forEach(watch);
