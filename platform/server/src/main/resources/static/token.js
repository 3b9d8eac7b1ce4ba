// Makes the token that lets somebody into an anonymous survey, so that the platform signs it without seeing it: RSA blind
// signatures, RFC 9474 (RSABSSA-SHA384-PSS-Deterministic). Without script, or without WebCrypto, the form does it all.
"use strict";

const E = 65537n;
const HASH = 48;
const KEY = "takeup-token:" + location.pathname;

const form = document.querySelector("form[data-token]");
const begun = document.querySelector("[data-begun]");

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function hash(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-384", joined(...parts)));
}

function number(bytes) {
  return BigInt("0x" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

function bytes(value, length) {
  const hex = value.toString(16).padStart(2 * length, "0");
  return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
}

function base64url(raw) {
  return btoa(String.fromCharCode(...raw)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function unbase64url(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
}

function power(base, exponent, n) {
  let result = 1n;
  for (let left = exponent, factor = base % n; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = (result * factor) % n;
    }
    factor = (factor * factor) % n;
  }
  return result;
}

function inverse(value, n) {
  let [a, b, x, y] = [value % n, n, 1n, 0n];
  while (b !== 0n) {
    const q = a / b;
    [a, b, x, y] = [b, a - q * b, y, x - q * y];
  }
  return ((x % n) + n) % n;
}

async function mask(seed, length) {
  let all = new Uint8Array(0);
  for (let i = 0; all.length < length; i++) {
    all = joined(all, await hash(seed, Uint8Array.of(0, 0, 0, i)));
  }
  return all.slice(0, length);
}

/** EMSA-PSS-ENCODE (RFC 8017, 9.1.1) for a modulus whose highest bit is set. */
async function encoded(message, salt, length) {
  const h = await hash(new Uint8Array(8), await hash(message), salt);
  const block = joined(new Uint8Array(length - salt.length - HASH - 2), Uint8Array.of(1), salt);
  const over = await mask(h, block.length);
  const masked = block.map((byte, i) => byte ^ over[i]);
  masked[0] &= 0x7f;
  return joined(masked, h, Uint8Array.of(0xbc));
}

// What was made is kept in this browser before it is sent: if the answer gets lost, the same is asked for again.
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep(token) {
  try {
    localStorage.setItem(KEY, JSON.stringify(token));
  } catch {
    // A browser that keeps nothing: then a lost answer stays lost.
  }
}

function fresh(n, length) {
  const random = (count) => crypto.getRandomValues(new Uint8Array(count));
  const r = (number(random(length + 16)) % (n - 1n)) + 1n;
  return { secret: base64url(random(32)), salt: base64url(random(HASH)), r: r.toString(16) };
}

function send(fields, action) {
  const redeem = document.createElement("form");
  redeem.method = "post";
  redeem.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    redeem.append(field);
  }
  document.body.append(redeem);
  redeem.submit();
}

async function begin() {
  const raw = unbase64url(form.dataset.modulus);
  const n = number(raw);
  const token = kept() ?? fresh(n, raw.length);
  keep(token);
  const r = BigInt("0x" + token.r);
  const m = number(await encoded(unbase64url(token.secret), unbase64url(token.salt), raw.length));
  const blinded = base64url(bytes((m * power(r, E, n)) % n, raw.length));
  const csrf = form.elements.namedItem("csrf").value;
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams({ csrf, blinded }) });
  if (answer.status === 409 || answer.status === 410) {
    location.reload();
    return;
  }
  if (!answer.ok) {
    throw new Error(`The token was not signed: ${answer.status}`);
  }
  const signed = await answer.json();
  const s = (number(unbase64url(signed.signature)) * inverse(r, n)) % n;
  if (power(s, E, n) !== m) {
    throw new Error("This is no signature of the token");
  }
  const signature = base64url(bytes(s, raw.length));
  send({ csrf, secret: token.secret, signature, unit: form.dataset.unit }, form.dataset.redeem);
}

if (form && globalThis.crypto?.subtle) {
  form.querySelector("[data-by=server]").hidden = true;
  form.querySelector("[data-by=browser]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    begin().catch(() => {
      form.querySelector("[data-failed]").hidden = false;
      button.disabled = false;
    });
  });
}

if (begun && kept()?.secret) {
  begun.querySelector("a").href = location.pathname.replace(/[^/]+$/, kept().secret);
  begun.hidden = false;
}
