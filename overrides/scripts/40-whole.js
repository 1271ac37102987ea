/* Reading a series that ended long ago in one piece: no page holds its texts a second time. Pressed, they are taken from
   the parts' own pages, in order, and stand below the titles. What cannot be had keeps its line, and can be asked again. */
(() => {
  "use strict";
  const button = document.querySelector("button.d-whole__all");
  if (!button) return;
  const AT_ONCE = 3, LOWER = 2;

  // Below a title that is a heading itself: headings two levels lower, ids begin with the part's.
  const fitted = (body, id, base) => {
    body.querySelectorAll("[id]").forEach((one) => (one.id = `${id}-${one.id}`));
    body.querySelectorAll("[href], [src]").forEach((one) => {
      const name = one.hasAttribute("href") ? "href" : "src";
      const written = one.getAttribute(name);
      if (written.startsWith("#")) one.setAttribute(name, `#${id}-${written.slice(1)}`);
      else if (URL.canParse(written, base)) one.setAttribute(name, new URL(written, base).href);
    });
    body.querySelectorAll("h1, h2, h3, h4, h5").forEach((one) => {
      const lower = document.createElement(`h${Math.min(6, Number(one.tagName[1]) + LOWER)}`);
      lower.id = one.id;
      lower.append(...one.childNodes);
      one.replaceWith(lower);
    });
    return document.adoptNode(body);
  };

  const take = async (row) => {
    const title = row.querySelector(".d-row__title a");
    const got = await fetch(title.href);
    if (!got.ok) throw new Error(got.status);
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    const found = [...page.querySelectorAll(".d-article .d-body, .d-article .d-impacts > table")];
    const id = decodeURIComponent(new URL(title.href).pathname.split("/").at(-2));
    const texts = found.length && !found[0].querySelector(".d-empty") ? found.map((one) => fitted(one, id, got.url)) : [];
    const lang = page.documentElement.lang;
    if (lang !== document.documentElement.lang) texts.forEach((one) => (one.lang = lang));
    if (texts.length) row.querySelector(".d-row__line")?.remove();
    row.append(...texts);
    row.classList.add("d-row--read");
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    // In another language than the series' own, what cannot be read in it keeps its line.
    const rows = [...document.querySelectorAll(".d-serial .d-article__main .d-row:not(.d-row--read)")]
      .filter((row) => button.dataset.all !== undefined || !row.querySelector(".d-row__title[lang]"));
    let next = 0, failed = 0;
    const one = async () => {
      while (next < rows.length) await take(rows[next++]).catch(() => failed++);
    };
    button.disabled = true;
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    button.disabled = false;
    if (failed) return;
    const head = document.querySelector("#d-parts, #d-others");
    head.tabIndex = -1;
    head.focus();
    button.remove();
  });
})();
