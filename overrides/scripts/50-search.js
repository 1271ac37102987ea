/* Search: what readers see and press. Nothing is fetched before search is opened; assets/search.js, a worker, finds. */
(() => {
  "use strict";
  const opener = document.querySelector(".d-find-open");
  if (!opener) return;
  const wide = matchMedia("(min-width: 60em)");
  const page = document.querySelector(".d-search");
  const lang = document.documentElement.lang.startsWith("en") || page && page.lang === "en" ? "en" : "ko";
  const target = new URL(opener.href);
  const base = new URL(target.pathname.endsWith("/en/search/") ? "../../" : "../", target);
  const FILTERS = ["company", "series", "topic", "sentiment", "publisher", "lang", "from", "to"];
  const DELAY = 180, MOST_BACK = 200;
  let worker = null, words = null, last = 0;
  const waiting = new Map();

  const el = (name, give = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(give))
      if (key in made && key !== "lang") made[key] = value; else made.setAttribute(key, value);
    made.append(...inside.filter((one) => one !== null && one !== ""));
    return made;
  };
  const told = (globalThis.digestWords || {})[lang] || {};
  const box = el("div", {className: "d-find", role: "search", "aria-label": told.find_label});
  opener.after(box);
  const field = el("input", {className: "d-find__input", type: "search", name: "q", placeholder: told.find_placeholder,
    "aria-label": told.find_label, autocapitalize: "off", autocorrect: "off", autocomplete: "off", spellcheck: false, enterkeyhint: "search"});
  const close = el("button", {className: "d-find__close", type: "button", hidden: true}, told.find_close);
  const form = el("form", {className: "d-find__form", action: opener.href, method: "get"},
    el("span", {className: "d-find__icon d-icon d-icon--find", "aria-hidden": "true"}), field, close);
  const panel = el("div", {className: "d-find__panel", hidden: true});
  box.append(form, panel);
  const say = (key, fill = {}) => {
    const text = words[fill.n === 1 && words[key + "_one"] ? key + "_one" : key] || "";
    return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? fill.n.toLocaleString(lang) : fill[name]));
  };

  /* ---- the worker ---- */

  function ask(message) {
    if (!worker) {
      worker = new Worker(new URL("assets/search.js", base));
      worker.onmessage = ({data}) => {
        const answer = waiting.get(data.id);
        waiting.delete(data.id);
        if (answer) answer(data);
      };
      worker.onerror = () => {
        for (const answer of waiting.values()) answer({error: "worker"});
        waiting.clear();
        worker = null;
      };
    }
    const id = ++last;
    return new Promise((answer) => {
      waiting.set(id, answer);
      worker.postMessage({...message, id, base: new URL("search/", base).href, ui: lang});
    });
  }

  async function ready() {
    const answer = await ask({do: "open"});
    if (answer.words) words = answer.words[lang];
    return answer;
  }

  /* ---- results ---- */

  const text = (parts) => parts.map(([part, hit]) => (hit ? el("mark", {}, part) : part));
  const KINDS = {c: "companies/", s: "series/", t: "topics/"};

  function place(entry) {
    const own = entry.kind === "s" ? lang === "en" && entry.lang === "ko" : lang === "en";
    const name = (lang === "en" ? entry.en : entry.ko) || entry.ko;
    const other = lang === "en" ? entry.ko : entry.en;
    const kind = say({c: "company", s: "series_one", t: "topic"}[entry.kind]);
    return el("li", {className: "d-hit d-hit--place"},
      el("a", {href: new URL(`${own ? "en/" : ""}${KINDS[entry.kind]}${entry.key}/`, base).href},
        el("span", {className: "d-hit__kind"}, kind), " ",
        el("strong", {}, name), entry.code && entry.code !== name ? el("span", {className: "d-hit__code"}, ` ${entry.code}`) : "",
        other && other !== name ? el("span", {className: "d-hit__other", lang: lang === "en" ? "ko" : "en"}, ` ${other}`) : "",
        el("span", {className: "d-hit__count"}, " " + say("count", {n: entry.count}))));
  }

  /* Korean letters on an English page say so, as in every list. */
  const name = (kind, text) =>
    el("span", {className: kind, ...(lang === "en" && /[가-힣]/.test(text) ? {lang: "ko"} : {})}, text);

  function article(item, level) {
    // As in every list: the style sheet draws the shape, and what a machine judged says so.
    const [label, by, seen] = item.sentiment.split(" ");
    const mood = label === "none" ? el("span", {className: "d-stance--none"}, say("sentiment_none"))
      : el("b", {className: `d-stance--${label}`}, say(label));
    const judge = by ? el("span", {className: "d-judge"}, `${say(`by_${by}`)} · ${say(seen || "not_reviewed")}`) : "";
    const give = item.lang === lang ? {} : {lang: item.lang};
    return el("li", {className: "d-hit"},
      el(level, {className: "d-hit__title", ...give}, el("a", {href: new URL(item.url, base).href}, ...text(item.title))),
      item.excerpt.length ? el("p", {className: "d-hit__text", ...give}, ...text(item.excerpt)) : "",
      el("p", {className: "d-hit__meta"}, mood, judge, el("time", {dateTime: item.day}, item.day), name("d-hit__publisher", item.publisher),
        item.series ? name("d-hit__series", item.series) : ""));
  }

  /* One list of results in `out`: the masthead's panel or the search page. `state` gives what is asked. */
  function view(out, state, level, after) {
    let turn = 0, timer = 0;
    const status = el("p", {className: "d-find__status", role: "status"});
    const body = el("div", {className: "d-find__body"});
    out.append(status, body);
    const tell = (line) => { if (status.textContent !== line) status.textContent = line; };

    async function run(from = 0) {
      const mine = ++turn;
      const asked = state();
      const slow = setTimeout(() => { if (mine === turn) { tell(told.find_loading); out.setAttribute("aria-busy", "true"); } }, 250);
      let answer = words ? {} : await ready();
      const empty = !asked.typed.trim() && !Object.values(asked.filters).some(Boolean);
      if (!answer.error && !empty && mine === turn) answer = await ask({do: "find", from, ...asked});
      clearTimeout(slow);
      if (mine !== turn) return;
      out.removeAttribute("aria-busy");
      if (answer.error) return fail();
      if (empty) { tell(""); body.replaceChildren(el("p", {className: "d-find__hint"}, say("hint"))); }
      else if (from) more(answer, asked);
      else show(answer, asked);
      if (after) after(empty ? null : answer, asked);
    }

    function fail() {
      tell(told.find_failed);
      const again = words ? say("retry") : (lang === "en" ? "Try again" : "다시 시도");
      body.replaceChildren(el("button", {type: "button", className: "d-find__button", onclick: () => run()}, again));
    }

    function more(answer, asked) {
      const list = body.querySelector(".d-hits--articles");
      const first = list.children.length;
      list.append(...answer.items.map((item) => article(item, level)));
      body.querySelector(".d-find__more")?.remove();
      if (!list.children.length && !answer.next) return show({...answer, total: 0}, asked);
      foot(answer);
      (list.children[first]?.querySelector("a") || body.querySelector(".d-find__more"))?.focus();
    }

    function foot(answer) {
      if (answer.next && page && out !== panel)
        body.append(el("button", {type: "button", className: "d-find__button d-find__more", onclick: () => run(answer.next)}, say("more")));
    }

    function show(answer, asked) {
      const parts = [];
      for (const [typed, word] of answer.corrected)
        parts.push(el("p", {className: "d-find__note"}, say("corrected", {typed, word})));
      if (answer.entries.length)
        parts.push(el("ul", {className: "d-hits", "aria-label": say("places")}, ...answer.entries.map(place)));
      const jamo = /[\u3131-\u318e]/.test(asked.typed) && !answer.words.length;
      // None among the first candidates for a phrase, and more to look at: an empty list, which “more” may fill.
      if (answer.items.length || answer.next)
        parts.push(el("ol", {className: "d-hits d-hits--articles", "aria-label": say("articles")},
          ...answer.items.map((item) => article(item, level))));
      else if (!jamo) parts.push(help(answer, asked));
      body.replaceChildren(...parts);
      tell(jamo ? (answer.entries.length ? say("jamo") : say("none")) : answer.total ? say("count", {n: answer.total}) : say("none"));
      foot(answer);
      if (out === panel && (answer.items.length || answer.next))
        body.append(el("p", {className: "d-find__all"}, el("a", {href: link(asked)}, say("all"))));
      out.scrollTop = 0;
    }

    function help(answer, asked) {
      const list = answer.missing.map((word) => el("li", {}, say("missing", {word}), " ",
        answer.words.length > 1 ? el("a", {href: link({...asked, typed: answer.words.filter((one) => one !== word).join(" ")})}, say("without", {word})) : ""));
      if (answer.without && Object.values(asked.filters).some(Boolean))
        list.push(el("li", {}, el("a", {href: link({...asked, filters: {}})}, say("unfiltered", {n: answer.without}))));
      if (!answer.missing.length && answer.words.length > 1)
        for (const word of answer.words)
          list.push(el("li", {}, el("a", {href: link({...asked, typed: answer.words.filter((one) => one !== word).join(" ")})}, say("without", {word}))));
      list.push(el("li", {}, say("try_shorter")), el("li", {}, say("try_company")));
      return el("div", {className: "d-find__help"}, el("p", {}, say("try")), el("ul", {}, ...list));
    }

    return {run, soon: () => { clearTimeout(timer); timer = setTimeout(run, DELAY); }, stop: () => { turn++; clearTimeout(timer); }};
  }

  function link({typed, filters, sort}) {
    const query = new URLSearchParams();
    if (typed.trim()) query.set("q", typed.trim());
    for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
    if (sort === "date") query.set("sort", sort);
    const asked = query.toString();
    return target.href.split("?")[0] + (asked ? `?${asked}` : "");
  }

  /* ---- the masthead ---- */

  const quick = view(panel, () => ({typed: field.value, filters: {}, sort: "relevance", most: 10}), "h2");
  const isOpen = () => !panel.hidden;

  function open() {
    if (isOpen()) return;
    panel.hidden = false;
    close.hidden = false;
    box.classList.add("d-find--open");
    document.documentElement.classList.add("d-finding");
    if (!wide.matches) outside(true);
    field.focus();
    quick.run();
  }

  function shut(focus = true) {
    if (!isOpen()) return;
    quick.stop();
    panel.hidden = true;
    close.hidden = true;
    box.classList.remove("d-find--open");
    document.documentElement.classList.remove("d-finding");
    outside(false);
    if (focus) wide.matches ? field.blur() : opener.focus();
  }

  /* On a phone search covers the page: what lies under it is out of reach. */
  function outside(inert) {
    for (let one = box; one !== document.body; one = one.parentElement)
      for (const other of one.parentElement.children)
        if (other !== one && other.tagName !== "SCRIPT") other.inert = inert;
  }

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  field.addEventListener("focus", open);
  field.addEventListener("input", quick.soon);
  close.addEventListener("click", () => shut());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = link({typed: field.value, filters: {}});
  });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) shut(false); });
  box.addEventListener("focusout", (event) => {
    if (wide.matches && event.relatedTarget && !box.contains(event.relatedTarget)) shut(false);
  });
  wide.addEventListener("change", () => { if (isOpen()) outside(!wide.matches); });
  addEventListener("pagehide", () => shut(false));

  /* ---- keys ---- */

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input:not([type=radio]), textarea, select, [contenteditable]");
    if (["/", "s", "f"].includes(event.key) && !typing) {
      event.preventDefault();
      if (page) page.querySelector(".d-search__input").focus(); else open();
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      if (event.target === field && field.value) { field.value = ""; quick.run(); } else shut();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const area = isOpen() ? box : event.target.closest?.(".d-search");
      const input = area && area.querySelector("input[type=search]");
      if (!area || (typing && event.target !== input)) return;
      const stops = [input, ...area.querySelectorAll(".d-hit a, .d-find__all a, .d-find__more")];
      const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (!stops[next] || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      stops[next].focus();
    }
  });

  /* ---- the search page ---- */

  if (!page) return;
  const search = page.querySelector("form"), ways = page.querySelector(".d-search__ways");
  const filters = search.querySelector("details"), chosen = search.querySelector(".d-search__chosen");
  const control = (name) => search.elements[name];
  let companies = new Map(), names = new Map(), wish = new URLSearchParams(location.search);
  // Who comes back from an article finds as many results as before.
  let back = Math.min(history.state?.shown || 0, MOST_BACK);
  filters.hidden = false;

  function state() {
    const found = {};
    for (const name of FILTERS)
      found[name] = name === "company" ? companies.get(control("company_name").value) || wish.get("company") || "" : control(name).value || wish.get(name) || "";
    return {typed: control("q").value, filters: found, sort: control("sort").value || "relevance", most: back || 10};
  }

  const out = page.querySelector(".d-search__out");
  const full = view(out, state, "h2", (answer, asked) => {
    back = 0;
    ways.hidden = Boolean(answer);
    const count = Object.values(asked.filters).filter(Boolean).length;
    chosen.textContent = count ? `(${count})` : "";
    const address = link(asked);
    const shown = out.querySelectorAll(".d-hits--articles > li").length;
    if (address !== location.href || shown !== history.state?.shown) history.replaceState({shown}, "", address);
  });

  function read() {
    wish = new URLSearchParams(location.search);
    control("q").value = wish.get("q") || "";
    for (const name of FILTERS) if (name !== "company") control(name).value = wish.get(name) || "";
    control("company_name").value = names.get(wish.get("company")) || "";
    control("sort").value = wish.get("sort") === "date" ? "date" : "";
    if (FILTERS.some((name) => wish.get(name)) || wish.get("sort")) filters.open = true;
  }

  async function fillFilters() {
    const answer = await ask({do: "names"});
    if (answer.error) return;
    const lists = {s: control("series"), t: control("topic"), p: control("publisher")};
    const options = document.getElementById("d-search-companies");
    for (const entry of answer.names) {
      const name = (lang === "en" ? entry.en : entry.ko) || entry.ko;
      if (entry.kind === "c") {
        const shown = entry.code && entry.code !== name ? `${name} (${entry.code})` : name;
        companies.set(shown, entry.key);
        names.set(entry.key, shown);
        options.append(el("option", {value: shown}));
      } else if (entry.count) lists[entry.kind].append(el("option", {value: entry.key}, `${name} (${entry.count})`));
    }
    const typed = control("q").value;
    read();
    if (typed) control("q").value = typed;
    wish = new URLSearchParams();
  }

  let filled = null;
  const fill = () => (filled ||= fillFilters());
  search.addEventListener("input", (event) => {
    wish = new URLSearchParams();
    if (event.target.name === "company_name" && event.target.value && !companies.has(event.target.value)) return;
    full.soon();
  });
  search.addEventListener("submit", (event) => { event.preventDefault(); full.run(); });
  search.querySelector(".d-search__reset").addEventListener("click", () => {
    for (const name of [...FILTERS.filter((one) => one !== "company"), "company_name", "sort"]) control(name).value = "";
    wish = new URLSearchParams();
    full.run();
  });
  filters.addEventListener("toggle", () => { if (filters.open) fill(); });
  control("q").addEventListener("focus", () => { if (!words) ready(); }, {once: true});
  addEventListener("popstate", () => { read(); full.run(); });
  read();
  if (location.search) { if (filters.open) fill(); full.run(); }
})();
