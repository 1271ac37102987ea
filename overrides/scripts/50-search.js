/* The theme's search listens to keys only: text that is pasted, spoken or composed by an input method has none. */
document.addEventListener("input", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.matches(".md-search__input"))
    event.target.dispatchEvent(new KeyboardEvent("keyup"));
});
