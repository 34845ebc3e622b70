"use strict";
const form = document.forms.filter;
const cards = [...document.querySelectorAll(".finding")];
function choose() {
  const words = form.words.value.trim().toLowerCase();
  let shown = 0;
  for (const card of cards) {
    card.hidden = (form.code.value && form.code.value !== card.dataset.code) ||
      !card.textContent.toLowerCase().includes(words);
    shown += card.hidden ? 0 : 1;
  }
  form.querySelector("output").value = shown + " / " + cards.length;
}
if (form) {
  form.addEventListener("input", choose);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  choose();
}
