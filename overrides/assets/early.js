/* Runs before the page is painted: where the site's root is, what the reader chose, and the chosen brightness.
   The names are those that the theme's script expects. Storage may be forbidden: then there are no choices. */
"use strict";
var __md_scope = new URL("..", document.currentScript.src);
var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
var __md_get = (key, storage, scope = __md_scope) => {
  try {
    return JSON.parse((storage || localStorage).getItem(scope.pathname + "." + key));
  } catch {
    return null;
  }
};
var __md_set = (key, value, storage, scope = __md_scope) => {
  try {
    (storage || localStorage).setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {}
};
document.documentElement.classList.replace("no-js", "js");
(() => {
  const size = __md_get("size");
  const market = __md_get("market");
  if ([1, 3, 4, 5].includes(size)) document.documentElement.dataset.size = size;
  if (["kr", "us", "mono"].includes(market)) document.documentElement.dataset.market = market;
})();
(() => {
  const chosen = (__md_get("__palette") || {}).color || {};
  const follows = !chosen.scheme || chosen.media === "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = follows ? (dark ? "slate" : "default") : chosen.scheme === "slate" ? "slate" : "default";
  const paint = () => document.body && (document.body.dataset.mdColorScheme = scheme, true);
  if (!paint()) {
    const watch = new MutationObserver(() => paint() && watch.disconnect());
    watch.observe(document.documentElement, { childList: true });
  }
})();
