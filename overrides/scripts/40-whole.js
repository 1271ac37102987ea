/* A whole series on one page. Of a series that ended long ago the page holds titles and lines alone, and the texts are
   taken from the parts' own pages, in order. What cannot be had keeps its line, and its title leads there. */
(() => {
  "use strict";
  const parts = [...document.querySelectorAll(".d-whole-part--fetched")];
  if (!parts.length) return;
  const AT_ONCE = 3;

  // As the site writes a body below a heading of its own: headings one level lower, ids begin with the part's.
  const fitted = (body, id, base) => {
    body.querySelectorAll("[id]").forEach((one) => (one.id = `${id}-${one.id}`));
    body.querySelectorAll("[href], [src]").forEach((one) => {
      const name = one.hasAttribute("href") ? "href" : "src";
      const written = one.getAttribute(name);
      one.setAttribute(name, written.startsWith("#") ? `#${id}-${written.slice(1)}` : new URL(written, base).href);
    });
    body.querySelectorAll("h1, h2, h3, h4, h5").forEach((one) => {
      const lower = document.createElement(`h${Number(one.tagName[1]) + 1}`);
      lower.id = one.id;
      lower.append(...one.childNodes);
      one.replaceWith(lower);
    });
    return document.adoptNode(body);
  };

  const take = async (part) => {
    const title = part.querySelector("h2");
    const got = await fetch(title.querySelector("a").href);
    if (!got.ok) return;
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    const found = page.querySelectorAll(".d-article .d-body, .d-article .d-impacts > table");
    if (!found.length) return;
    const id = title.id.replace(/^d-/, "");
    part.querySelector(".d-whole-part__line")?.remove();
    title.nextElementSibling.after(...[...found].map((one) => fitted(one, id, got.url)));
  };

  let next = 0, moved = false;
  const one = async () => {
    while (next < parts.length) await take(parts[next++]).catch(() => {});
  };
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach((what) =>
    addEventListener(what, () => (moved = true), { once: true, passive: true }));
  Promise.all(Array.from({ length: AT_ONCE }, one)).then(() => {
    // Who came for one part, and has not moved since, still looks at it.
    if (!moved) document.querySelector(":target")?.scrollIntoView();
  });
})();
