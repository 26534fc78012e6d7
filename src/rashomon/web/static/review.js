// Review by keyboard, and claims by selection. Every page works without it: what a key does is a link, a button or a field of the page.
"use strict";

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, select, textarea");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const account = /^[1-9]$/.test(event.key) && document.querySelector(`[data-number="${event.key}"]`);
  if (account) {
    account.open = true;
    account.scrollIntoView({ block: "center" });
    account.querySelector("button[value=confirm]").focus();
    event.preventDefault();
    return;
  }
  const meant = event.key.length === 1 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!meant) return;
  event.preventDefault();
  if (meant.matches("a, button")) meant.click();
  else meant.focus();
});

const adding = document.querySelector(".add-claim"); // selected words go into the field that asks for them
if (adding) {
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const text = document.querySelector("article.text");
    if (chosen.isCollapsed || !text || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const piece = chosen.getRangeAt(0).cloneContents();
    for (const number of piece.querySelectorAll(".to-claim, .rail")) number.remove(); // what the page writes between the words
    adding.querySelector("[name=words]").value = piece.textContent;
  });
}
