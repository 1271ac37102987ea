/* What the frame needs of a script, in place of the theme's bundle of 114 KB: brightness, focus, back to the top. */
(() => {
  "use strict";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const inputs = [...document.querySelectorAll("form[data-md-component=palette] input")];

  const choose = (index, keep) => {
    const input = inputs[index];
    const follows = input.dataset.mdColorMedia === "(prefers-color-scheme)";
    const scheme = follows ? (system.matches ? "slate" : "default") : input.dataset.mdColorScheme;
    input.checked = true;
    inputs.forEach((one, place) => (one.nextElementSibling.hidden = place !== index));
    document.body.dataset.mdColorScheme = scheme;
    if (keep) {
      const { mdColorMedia: media, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
      __md_set("__palette", { index, color: { media, scheme: input.dataset.mdColorScheme, primary, accent } });
    }
  };
  if (inputs.length) {
    const kept = ((__md_get("__palette") || {}).color || {}).media;
    const current = () => Math.max(0, inputs.findIndex((one) => one.checked));
    choose(Math.max(0, inputs.findIndex((one) => one.dataset.mdColorMedia === kept)), false);
    inputs.forEach((one, place) => one.addEventListener("change", () => choose(place, true)));
    system.addEventListener("change", () => choose(current(), false));
  }

  // The theme shows the ring of focus by a class of this name.
  document.addEventListener("focusin", ({ target }) =>
    target.classList.toggle("focus-visible", target.matches(":focus-visible")));
  document.addEventListener("focusout", ({ target }) => target.classList.remove("focus-visible"));

  const top = document.querySelector("[data-md-component=top]");
  if (top) {
    let last = scrollY;
    addEventListener("scroll", () => {
      if (Math.abs(scrollY - last) < 8) return;
      top.hidden = scrollY < 600 || scrollY > last;
      last = scrollY;
    }, { passive: true });
    top.addEventListener("click", () => {
      scrollTo({ top: 0 });
      document.querySelector(".d-brand")?.focus({ preventScroll: true });
    });
  }
})();
