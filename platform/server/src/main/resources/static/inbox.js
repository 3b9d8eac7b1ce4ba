// Puts new messages on top of the inbox and keeps the count of unread ones right. Without script one reloads the page.
"use strict";

const own = document.currentScript;
const list = document.querySelector("[data-messages]");
const blank = document.querySelector("template[data-message]");
const status = document.querySelector("[data-came]");
const entry = document.querySelector(`.bar nav a[href="${own.dataset.inbox}"]`);

function count(unread) {
  let place = entry?.querySelector("[data-unread]");
  if (entry && !place && unread > 0) {
    place = document.createElement("span");
    place.className = "badge";
    place.dataset.unread = "";
    entry.append(" ", place);
  }
  if (place) {
    place.hidden = unread === 0;
    if (place.firstChild?.nodeType === Node.TEXT_NODE) {
      place.firstChild.data = String(unread);
    } else {
      place.prepend(String(unread));
    }
  }
}

/** All of it as text: nothing that a message says becomes markup. */
function put(message) {
  const article = blank.content.cloneNode(true);
  article.querySelector("[data-subject]").textContent = message.subject;
  article.querySelector("[data-from]").textContent = own.dataset.from.replace("%", () => message.from);
  article.querySelector("[data-when]").textContent = message.when;
  article.querySelector("[data-words]").textContent = message.words;
  const go = article.querySelector("[data-go]");
  if (message.link) {
    go.querySelector("a").href = message.link;
  } else {
    go.remove();
  }
  for (const form of article.querySelectorAll("[data-act]")) {
    form.action = `${own.dataset.inbox}/${message.id}/deed`;
  }
  document.querySelector("[data-empty]")?.remove();
  list.prepend(article);
  status.textContent = own.dataset.came;
}

if (own && list && blank) {
  const source = new EventSource(own.dataset.events);
  source.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    news.messages.forEach(put);
    count(news.unread);
  });
}
