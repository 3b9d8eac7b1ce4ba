// Copies the text that a button names. Without script, or where the browser has no clipboard for us, there is no button.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard || !text) {
    continue;
  }
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    } catch {
      // The reader has not allowed it; the text can still be marked by hand.
      button.hidden = true;
    }
  });
}
