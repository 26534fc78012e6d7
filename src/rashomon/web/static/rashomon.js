// Small conveniences on top of pages that work without them: copying a sentence, and lighting up a claim with its words.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source); // no right to write: leave it selected for the reader's own copy
      button.textContent = "Selected: copy it";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2500);
  });
}

function light(name, on) {
  for (const piece of document.querySelectorAll(`[data-claims~="${CSS.escape(name)}"], [data-claim="${CSS.escape(name)}"]`)) {
    piece.classList.toggle("lit", on);
  }
}
for (const card of document.querySelectorAll("[data-claim]")) {
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    card.addEventListener(event, () => light(card.dataset.claim, on));
  }
}
const carded = new Set([...document.querySelectorAll("[data-claim]")].map((card) => card.dataset.claim));
for (const words of document.querySelectorAll("[data-claims]")) {
  const names = words.dataset.claims.split(" ").filter((name) => carded.has(name));
  words.addEventListener("mouseenter", () => names.forEach((name) => light(name, true)));
  words.addEventListener("mouseleave", () => names.forEach((name) => light(name, false)));
  if (names.length) {
    words.addEventListener("click", () => {
      if (getSelection().isCollapsed) document.getElementById(names[0])?.scrollIntoView({ block: "center", behavior: "smooth" });
    });
  }
}

const asOf = document.querySelector(".asof ul"); // the days as a slider too
if (asOf) {
  const links = [...asOf.querySelectorAll("a")];
  const slider = Object.assign(document.createElement("input"), {
    type: "range", min: 0, max: links.length - 1, value: Math.max(links.findIndex((link) => link.ariaCurrent), 0),
  });
  if (!links.some((link) => link.ariaCurrent)) slider.value = links.length - 1;
  slider.setAttribute("aria-label", "As of");
  slider.setAttribute("aria-valuetext", links[slider.value].textContent);
  slider.addEventListener("input", () => slider.setAttribute("aria-valuetext", links[slider.value].textContent));
  slider.addEventListener("change", () => { location.href = links[slider.value].href; });
  asOf.before(slider);
}

const drop = document.querySelector(".drop"); // files may be dropped anywhere on the frame of the file field
if (drop) {
  const field = drop.querySelector("input");
  for (const [event, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    drop.addEventListener(event, (happening) => {
      happening.preventDefault();
      drop.classList.toggle("over", over);
      if (event === "drop") field.files = happening.dataTransfer.files;
    });
  }
}

addEventListener("keydown", (event) => { // "/" goes to the search, as on other pages that are worked in all day
  const search = document.querySelector('input[type="search"]');
  if (event.key === "/" && search && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    search.focus();
  }
});
