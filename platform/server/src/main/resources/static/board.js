// Lets people drag the cards of a plan's board into another column, by pointer or by keyboard. Comes after plan.js, whose
// moveStep and drawAnew it uses. Without script the form of each card does the same.
const board = document.querySelector("[data-board]");
const voice = document.querySelector("[data-live-said]");
const page = document.querySelector("script[data-changes]");
const DAY = 86_400_000;
/** So far a pointer goes before it means to drag. */
const MEANT = 6;

function say(words, bad = false) {
  voice.textContent = words;
  voice.classList.add("notice");
  voice.classList.toggle("warn", bad);
}

function columns() {
  return [...board.querySelectorAll("[data-column]")];
}

function columnOf(card) {
  return card.closest("[data-column]");
}

function nameOf(column) {
  return column.getAttribute("aria-label");
}

function mondayOf(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setTime(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
  return date.toISOString().slice(0, 10);
}

/** What the server is asked for when a card is dropped: a phase, or the same day of another week. */
function wish(card, column) {
  if (board.dataset.board === "phase") {
    return { phase: column.dataset.column };
  }
  const on = card.querySelector("time").dateTime;
  const weeks = (Date.parse(column.dataset.column) - Date.parse(mondayOf(on))) / DAY;
  return { on: new Date(Date.parse(on) + weeks * DAY).toISOString().slice(0, 10) };
}

function count() {
  for (const column of columns()) {
    column.querySelector("[data-count]").textContent = String(column.querySelectorAll("[data-step-card]").length);
  }
}

function put(card, column, before = null) {
  column.querySelector("ul").insertBefore(card, before);
  count();
}

/** Puts a card where it belongs and asks the server; back to where it was if that says no. */
async function drop(card, column, home) {
  if (column === home.column) {
    put(card, home.column, home.before);
    say(`“${card.dataset.name}” stays in ${nameOf(column)}.`);
    return;
  }
  const to = wish(card, column);
  put(card, column);
  card.setAttribute("aria-busy", "true");
  const why = await moveStep(card.dataset.stepCard, to);
  card.removeAttribute("aria-busy");
  if (why !== "") {
    put(card, home.column, home.before);
    say(`“${card.dataset.name}” was not moved to ${nameOf(column)}. ${why}`, true);
  } else if (page.dataset.approved === "yes") {
    // The plan is a draft again: all of the page says so.
    drawAnew(card.dataset.stepCard);
  } else {
    say(`“${card.dataset.name}” is in ${nameOf(column)}.`);
  }
}

function homeOf(card) {
  return { column: columnOf(card), before: card.nextElementSibling };
}

/** By keyboard: picked up, carried from column to column, put down. */
function carry(card, handle) {
  let home = null;
  const end = () => {
    home = null;
    handle.setAttribute("aria-pressed", "false");
  };
  handle.addEventListener("click", (event) => {
    // A pointer drags; only keys and what stands for them click without having moved.
    if (event.detail !== 0) {
      return;
    }
    if (home === null) {
      home = homeOf(card);
      handle.setAttribute("aria-pressed", "true");
      say(`“${card.dataset.name}” is picked up, from ${nameOf(home.column)}.`);
    } else {
      const from = home;
      end();
      drop(card, columnOf(card), from).then(() => handle.focus());
    }
  });
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (home !== null && step) {
      event.preventDefault();
      const all = columns();
      const next = all[all.indexOf(columnOf(card)) + step];
      if (next) {
        put(card, next);
        handle.focus();
        say(`“${card.dataset.name}”: ${nameOf(next)}. Enter puts it here, Escape puts it back.`);
      }
    } else if (home !== null && event.key === "Escape") {
      const from = home;
      end();
      put(card, from.column, from.before);
      handle.focus();
      say(`“${card.dataset.name}” is back in ${nameOf(from.column)}.`);
    }
  });
  handle.addEventListener("blur", () => {
    // Moving an element takes its focus for a moment; whoever has left does not carry on.
    setTimeout(() => {
      if (home !== null && document.activeElement !== handle) {
        const from = home;
        end();
        put(card, from.column, from.before);
      }
    }, 0);
  });
}

/** By pointer: a mouse takes the card anywhere, a finger by its handle, so that it can still scroll. */
function drag(card, handle) {
  let from = null;
  let over = null;
  const show = (column) => {
    over?.classList.remove("over");
    over = column;
    over?.classList.add("over");
  };
  const end = () => {
    from = null;
    card.classList.remove("dragged");
    card.style.removeProperty("transform");
    show(null);
  };
  card.addEventListener("pointerdown", (event) => {
    const own = event.target.closest("[data-grab]");
    if (event.button !== 0 || (!own && (event.pointerType !== "mouse" || event.target.closest("a, button, summary, form")))) {
      return;
    }
    from = { x: event.clientX, y: event.clientY, meant: false };
    card.setPointerCapture(event.pointerId);
  });
  card.addEventListener("pointermove", (event) => {
    if (from === null) {
      return;
    }
    const x = event.clientX - from.x;
    const y = event.clientY - from.y;
    if (!from.meant && Math.hypot(x, y) < MEANT) {
      return;
    }
    from.meant = true;
    card.classList.add("dragged");
    card.style.transform = `translate(${x}px, ${y}px)`;
    const under = document.elementsFromPoint(event.clientX, event.clientY).find((each) => each.closest("[data-column]") && !card.contains(each));
    const column = under?.closest("[data-column]") ?? null;
    if (column !== over) {
      show(column);
      if (column) {
        say(`“${card.dataset.name}”: ${nameOf(column)}`);
      }
    }
  });
  card.addEventListener("pointercancel", end);
  card.addEventListener("pointerup", () => {
    const column = over;
    const meant = from?.meant;
    end();
    if (meant && column) {
      drop(card, column, homeOf(card)).then(() => handle.focus());
    }
  });
}

if (board?.dataset.board) {
  document.querySelector("[data-board-help]").hidden = false;
  for (const handle of board.querySelectorAll("[data-grab]")) {
    const card = handle.closest("[data-step-card]");
    handle.hidden = false;
    carry(card, handle);
    drag(card, handle);
    if (location.hash === `#${card.id}`) {
      handle.focus();
    }
  }
  // What others move goes to its column too.
  document.addEventListener("takeup:step", (event) => {
    const card = board.querySelector(`[data-step-card="${CSS.escape(event.detail.id)}"]`);
    const key = board.dataset.board === "phase" ? event.detail.phase : mondayOf(event.detail.on);
    const column = board.querySelector(`[data-column="${CSS.escape(key)}"]`);
    if (card && column && column !== columnOf(card) && !card.hasAttribute("aria-busy")) {
      put(card, column);
    }
  });
}
