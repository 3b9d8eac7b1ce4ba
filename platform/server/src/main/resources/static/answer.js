// Sends a page of answers so that nothing is lost with the connection: the page is left only once the platform has taken it.
// Without script the form sends itself.
"use strict";

const form = document.querySelector("form[data-answers]");
const lost = document.querySelector("[data-lost]");
const busy = document.querySelector("[data-busy]");
const PATIENCE = 20_000;
const LONGEST_SECONDS = 60;
let sending = false;
let again;

/** There is no room, and the platform said when there is. */
class NoRoom extends Error {
  constructor(seconds) {
    super(`No room for ${seconds} seconds`);
    this.seconds = seconds;
  }
}

/** Where to go once the page is taken; nothing if it is sent back. Throws if it did not get there, or there was no room. */
async function taken() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "x-takeup-answers": "script" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 429 || answer.status >= 500) {
    const seconds = Number(answer.headers.get("retry-after") ?? NaN);
    throw seconds <= LONGEST_SECONDS ? new NoRoom(seconds) : new Error(`Not taken: ${answer.status}`);
  }
  const isNext = answer.ok && answer.headers.get("content-type")?.startsWith("application/json");
  return isNext ? (await answer.json()).next : null;
}

async function send() {
  clearTimeout(again);
  sending = true;
  lost.hidden = true;
  let next;
  try {
    next = await taken();
  } catch (fault) {
    sending = false;
    const wait = fault instanceof NoRoom;
    busy.hidden = !wait;
    lost.hidden = wait;
    if (wait) {
      again = setTimeout(send, fault.seconds * 1000);
    }
    return;
  }
  if (next) {
    location.assign(next);
  } else {
    // What is sent back, or comes too late, the browser shows: it sends the page once more, which changes nothing.
    form.submit();
  }
}

form?.addEventListener("submit", (event) => {
  // Another language, or a search: the page comes back by itself.
  if (event.submitter?.name) {
    return;
  }
  event.preventDefault();
  if (!sending) {
    send();
  }
});
