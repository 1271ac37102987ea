/* What the frame needs of a script, in place of the theme's bundle of 114 KB: brightness, focus, back to the top. */
(() => {
  "use strict";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const tools = document.querySelector(".d-masthead__tools");
  const form = tools && document.createElement("form");
  if (form) {
    form.className = "md-header__option d-palette";
    form.dataset.mdComponent = "palette";
    tools.prepend(form);
  }
  const choices = [
    ["(prefers-color-scheme)", "default", "theme-light-dark", "밝기: 기기 설정 / Follow the device"],
    ["(prefers-color-scheme: light)", "default", "weather-sunny", "밝기: 밝게 / Light"],
    ["(prefers-color-scheme: dark)", "slate", "weather-night", "밝기: 어둡게 / Dark"],
  ];
  // Each choice is a radio button that is not seen, and a label that leads to the next one.
  const inputs = !form ? [] : choices.map(([media, scheme, icon, name], place) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "__palette", id: `__palette_${place}`, className: "md-option", ariaLabel: name });
    Object.assign(input.dataset, { mdColorMedia: media, mdColorScheme: scheme });
    const label = document.createElement("label");
    Object.assign(label, { htmlFor: `__palette_${(place + 1) % choices.length}`, title: name, hidden: true });
    label.className = `md-header__button md-icon d-icon d-icon--${icon}`;
    form.append(input, label);
    return input;
  });

  const choose = (index, keep) => {
    const input = inputs[index];
    const follows = input.dataset.mdColorMedia === "(prefers-color-scheme)";
    const scheme = follows ? (system.matches ? "slate" : "default") : input.dataset.mdColorScheme;
    input.checked = true;
    inputs.forEach((one, place) => (one.nextElementSibling.hidden = place !== index));
    document.body.dataset.mdColorScheme = scheme;
    if (keep) {
      const { mdColorMedia: media, mdColorScheme: scheme } = input.dataset;
      __md_set("__palette", { index, color: { media, scheme } });
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

  const main = document.querySelector("main");
  if (main) {
    const top = Object.assign(document.createElement("button"), { type: "button", className: "md-top md-icon d-icon d-icon--top", hidden: true });
    top.append(((globalThis.digestWords || {})[document.documentElement.lang] || {}).top || "");
    main.append(top);
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
