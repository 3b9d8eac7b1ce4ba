// Lets readers of the API reference send requests with their own session. Without script the reference is only read.
"use strict";

const SHOWN = ["content-type", "etag", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"];

function request(form) {
  const method = form.dataset.try;
  const headers = { accept: "application/json" };
  const query = new URLSearchParams();
  let path = form.dataset.path;
  let body;
  for (const field of form.elements) {
    const where = field.dataset.in;
    if (!where || field.value === "") {
      continue;
    }
    if (where === "path") {
      path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    } else if (where === "query") {
      query.append(field.name, field.value);
    } else if (where === "header") {
      headers[field.name.toLowerCase()] = field.value;
    } else {
      body = field.value;
      headers["content-type"] = "application/json";
    }
  }
  if (method !== "GET") {
    headers["x-takeup-csrf"] = form.dataset.csrf;
  }
  const asked = query.toString();
  return [form.dataset.base + path + (asked ? `?${asked}` : ""), { method, headers, body, redirect: "error" }];
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const shown = form.querySelector(".answer");
  shown.hidden = false;
  shown.textContent = "Sent, waiting for the answer";
  try {
    const answer = await fetch(...request(form));
    const lines = [`${answer.status} ${answer.statusText}`.trim()];
    for (const name of SHOWN) {
      if (answer.headers.has(name)) {
        lines.push(`${name}: ${answer.headers.get(name)}`);
      }
    }
    shown.textContent = `${lines.join("\n")}\n\n${pretty((await answer.text()).slice(0, 100000))}`;
  } catch {
    shown.textContent = "No answer came. Check the connection, and what was entered, and send it again.";
  }
}

for (const form of document.querySelectorAll("form[data-try]")) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
