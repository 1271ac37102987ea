/* How the reader wants to read: size of text, colours of market moves, brightness. Chosen once, kept on this device;
   early.js sets them before anything is painted. Without storage or script the page is as it was made. */
(() => {
  "use strict";
  const root = document.documentElement;
  const words = (globalThis.digestWords || {})[root.lang] || {};
  const make = (tag, rest = {}, ...inside) => {
    const one = document.createElement(tag);
    Object.entries(rest).forEach(([name, value]) =>
      name in one && name !== "list" ? (one[name] = value) : one.setAttribute(name, value));
    one.append(...inside);
    return one;
  };
  const size = () => Number(root.dataset.size || 2);
  const watching = [];
  const resize = (step) => {
    root.dataset.size = Math.min(5, Math.max(1, step));
    __md_set("size", size());
    watching.forEach((tell) => tell());
  };
  const colour = (name) => {
    if (name === "auto") delete root.dataset.market;
    else root.dataset.market = name;
    __md_set("market", name);
  };

  const choice = (name, legend, options, now, chosen, row) => {
    const box = make("fieldset", {}, make("legend", { textContent: legend }));
    const inside = make("div", { className: row ? "d-prefs__row" : "" });
    const inputs = options.map(([value, text]) => {
      const input = make("input", { type: "radio", name: "d-" + name, value, checked: value === now() });
      input.addEventListener("change", () => chosen(value));
      inside.append(make("label", {}, input, text));
      return input;
    });
    watching.push(() => inputs.forEach((one) => (one.checked = one.value === now())));
    box.append(inside);
    return box;
  };

  const tools = document.querySelector(".d-masthead__tools");
  if (tools && words.settings) {
    const panel = make("div", { className: "d-prefs__panel", id: "d-prefs", hidden: true, role: "group" });
    panel.setAttribute("aria-label", words.settings);
    const button = make("button", { type: "button", className: "d-prefs__button", title: words.settings });
    button.append(make("span", { textContent: root.lang === "ko" ? "가" : "Aa", ariaHidden: "true" }));
    button.setAttribute("aria-label", words.settings);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "d-prefs");
    const open = (wanted) => {
      panel.hidden = !wanted;
      button.setAttribute("aria-expanded", String(wanted));
    };
    panel.append(
      choice("size", words.size, [1, 2, 3, 4, 5].map((n) => [String(n), words.step.replace("{n}", n)]),
        () => String(size()), (value) => resize(Number(value)), true),
      choice("market", words.market, ["auto", "kr", "us", "mono"].map((name) => [name, words["market_" + name]]),
        () => root.dataset.market || "auto", colour));
    const palette = [...document.querySelectorAll("form[data-md-component=palette] input")];
    if (palette.length === 3)
      panel.append(choice("light", words.light, ["auto", "day", "night"].map((name) => [name, words["light_" + name]]),
        () => ["auto", "day", "night"][Math.max(0, palette.findIndex((one) => one.checked))],
        (value) => palette[["auto", "day", "night"].indexOf(value)].click()));
    const box = make("div", { className: "d-prefs" }, button, panel);
    button.addEventListener("click", () => {
      watching.forEach((tell) => tell());
      open(panel.hidden);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      open(false);
      button.focus();
    });
    document.addEventListener("click", (event) => box.contains(event.target) || open(false));
    box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && open(false));
    tools.prepend(box);
  }

  // A table that is wider than the page can be moved by keys.
  document.querySelectorAll(".d-body table").forEach((one) => one.scrollWidth > one.clientWidth && (one.tabIndex = 0));

  const bar = document.querySelector(".d-article .d-tools");
  if (!bar || !words.settings) return;
  const status = make("span", { role: "status" });
  const tool = (kind, text, label, act) => {
    const button = make("button", { type: "button", className: "d-tools__" + kind, textContent: text });
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    bar.append(button);
    return button;
  };
  const letter = root.lang === "ko" ? "가" : "A";
  const smaller = tool("smaller", letter + "−", words.smaller, () => resize(size() - 1));
  const larger = tool("larger", letter + "+", words.larger, () => resize(size() + 1));
  const ends = () => {
    smaller.setAttribute("aria-disabled", String(size() === 1));
    larger.setAttribute("aria-disabled", String(size() === 5));
  };
  const tell = () => (status.textContent = words.step.replace("{n}", size()));
  [smaller, larger].forEach((one) => one.addEventListener("click", tell));
  watching.push(ends);
  ends();
  const here = () => document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0];
  tool("copy", words.copy, "", async () => {
    try {
      await navigator.clipboard.writeText(here());
      status.textContent = words.copied;
    } catch {
      status.textContent = words.copy_failed;
    }
  });
  if (navigator.share)
    tool("share", words.share, "", () =>
      navigator.share({ title: document.querySelector("h1").textContent.trim(), url: here() }).catch(() => {}));
  tool("print", words.print, "", () => print());
  bar.append(status);
})();
