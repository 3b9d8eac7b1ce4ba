// Offers people while somebody types @ and the beginning of a name into a comment. Without script the search below the
// comment finds the same people.
const text = document.querySelector("textarea[data-mentions]");
const voice = document.querySelector("[data-mention-said]");
const WAIT = 200;
/** What is typed of a name: from the last @ that begins a word to the cursor, with at most one space in it. */
const TYPED = /(?:^|\s)@(\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)?)$/u;

const list = document.createElement("ul");
let people = [];
let at = -1;
let timer = 0;
let asked = 0;

function say(words) {
  if (voice.textContent !== words) {
    voice.textContent = words;
  }
}

function typed() {
  return TYPED.exec(text.value.slice(0, text.selectionStart))?.[1] ?? "";
}

function close() {
  asked++;
  people = [];
  at = -1;
  list.hidden = true;
  list.replaceChildren();
  text.removeAttribute("aria-activedescendant");
}

function mark(next) {
  at = (next + people.length) % people.length;
  [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
  text.setAttribute("aria-activedescendant", list.children[at].id);
}

function choose(person) {
  const name = typed();
  const end = text.selectionStart;
  text.setRangeText(`${person.address} `, end - name.length, end, "end");
  close();
  text.focus();
  say(`${person.name} is asked to read it.`);
}

function show() {
  list.replaceChildren(
    ...people.map((person, n) => {
      const option = document.createElement("li");
      option.id = `mention-${n}`;
      option.setAttribute("role", "option");
      option.textContent = person.name;
      // The comment keeps the focus.
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(person));
      return option;
    }),
  );
  list.hidden = false;
  mark(0);
  say(people.length === 1 ? `${people[0].name}. Enter chooses.` : `${people.length} people. Arrow keys and Enter choose, Escape closes.`);
}

async function look() {
  const name = typed();
  if (name === "") {
    close();
    return;
  }
  const mine = ++asked;
  try {
    const answer = await fetch(`${text.dataset.mentions}?name=${encodeURIComponent(name)}`, { headers: { accept: "application/json" } });
    if (!answer.ok || mine !== asked) {
      return;
    }
    people = (await answer.json()).people;
    if (people.length > 0) {
      show();
    } else {
      close();
      say("Nobody who sees plans has a name that begins so.");
    }
  } catch {
    close();
  }
}

if (text) {
  list.id = "mentions";
  list.className = "mentions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People to ask");
  list.hidden = true;
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-haspopup", "listbox");
  text.setAttribute("aria-controls", list.id);
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      mark(at + step);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      choose(people[at]);
    } else if (event.key === "Escape") {
      close();
    }
  });
}
