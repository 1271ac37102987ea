"use strict";
/* The search worker: reads the index that digest/search writes, and is loaded only when search is opened.
   What the files are is told in digest/search/shards.py and index.py; `normal` and `windows` are the twins of
   points.py and keys.py there, `bodyLines` that of digest/site/body_lines.py. No eval, no WebAssembly, no request but to
   search/ of this site and, for the body of an article, to its page. */

const WIDE = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3";
const NARROW = "0-9a-z\\u00df-\\u00f6\\u00f8-\\u052f";
const IS_WIDE = new RegExp(`[${WIDE}]`);
const RUNS = new RegExp(`[${NARROW}]+(?:[.&]+[${NARROW}]+)*`, "g");
const BREAKS = new RegExp(`[^${NARROW}${WIDE} .&]+`);
const LONGEST = 7;
const FORMAT = 4;
const WEIGHTS = [0, 9, 4, 2, 1];
const SHARDS_KEPT = 20, ROWS_KEPT = 60, LISTS_KEPT = 40, PAGES_KEPT = 60;
/* Pages asked for at once; how long one is waited for; how many are read in a search beyond the results it wants. */
const AT_ONCE = 20, PATIENCE = 15000, BEYOND = 50;
const EXCERPT = 150;

let base = "", head = null, names = null, vocabulary = null;
const shards = new Map(), rows = new Map(), lists = new Map(), bodies = new Map();

/* ---- text ---- */

function normal(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
    .replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1").replace(/[^\S\n]+/g, " ");
}

/** The normal form with the place in `text` of each of its characters. */
function mapped(text) {
  let out = "";
  const places = [];
  let at = 0;
  for (const char of text) {
    let form = char;
    if (char >= "\uac00" && char <= "\ud7a3") ; // most of a Korean text is as it should be
    else if (char === ",") form = /[0-9]$/.test(out) && /^[0-9]{3}(?![0-9])/.test(text.slice(at + 1, at + 5)) ? "" : ",";
    else if (char < "\u0080" && char > " ") form = char.toLowerCase();
    else if (char !== "\n" && /\s/.test(char)) form = out.endsWith(" ") ? "" : " ";
    else if (char !== "\n") form = normal(char);
    for (let i = 0; i < form.length; i++) places.push(at);
    out += form;
    at += char.length;
  }
  places.push(text.length);
  return [out, places];
}

/** What is typed, as units that all must be found. Jamo at the end of a word are still being composed. */
function parse(typed) {
  const units = [];
  const rest = typed.replace(/["\u201c\u201d]([^"\u201c\u201d]+)["\u201c\u201d]/g, (_, inside) => {
    const words = pieces(inside);
    if (words.length) units.push({words, phrase: true, typed: `"${inside.trim()}"`});
    return " ";
  });
  for (const word of rest.split(/\s+/)) {
    const bare = word.replace(/[\u3131-\u318e]+$/, "");
    for (const piece of pieces(bare)) units.push({words: [piece], phrase: false, typed: piece});
  }
  const seen = new Set();
  return units.filter((unit) => !seen.has(unit.words.join(" ")) && seen.add(unit.words.join(" "))).slice(0, 12);
}

function pieces(text) {
  return normal(text).replace(/[\u1100-\u11ff\u3131-\u318e]/g, " ").split(BREAKS)
    .flatMap((line) => line.split(" ")).map((word) => word.replace(/^[.&]+|[.&]+$/g, "")).filter(Boolean);
}

/** Whether a space may stand before the character at `at`: 금리인하 is 금리 인하, but 인하 is not 할인 하락. */
function joint(word, at) {
  const fits = (part) => part.length >= 2 || !IS_WIDE.test(part);
  return at > 0 && at < word.length && fits(word.slice(0, at)) && fits(word.slice(at));
}

/** What to intersect for a unit: each a list of alternatives [stem, key, exact]. */
function wanted(unit) {
  const all = [];
  unit.words.forEach((word, number) => {
    all.push(...ofWord(word, !unit.phrase));
    const next = unit.words[number + 1];
    if (unit.phrase && next) all.push(...ofJoint(word.slice(-2), next.slice(0, 2)));
  });
  return all;
}

function ofWord(word, loose) {
  const all = [];
  if (!IS_WIDE.test(word)) return ofRun(word);
  for (const run of word.match(RUNS) || []) if (run.length >= 3) all.push(...ofRun(run));
  if (word.length === 1) return [[["=" + word, "=" + word, true]]];
  if (word.length === 2) return [head.pairs.has(word) ? [[word, word, true]] : [[word, word + "0", false], [word, word + "1", false]]];
  for (let at = 0; at + 2 < word.length; at++) {
    const [a, b, c] = word.slice(at, at + 3);
    if (!IS_WIDE.test(a + b + c)) continue;
    const some = [window(a, b, 0, c)];
    if (loose && joint(word, at + 2)) some.push(window(a, b, 1, c));
    if (loose && joint(word, at + 1)) some.push(window(a, b, 2, c));
    all.push(some);
  }
  return all;
}

/** Windows that begin with a frequent pair are spread over all shards. */
function window(a, b, form, c) {
  return [head.pairs.has(a + b) ? a + b + c : a + b, `${a}${b}${form}${c}`, true];
}

function ofRun(word) {
  if (word.length <= 2) return [[[word, "^" + word, true]]];
  const all = [[beginning(word.slice(0, LONGEST))]];
  if (word.length > LONGEST) all.push([beginning(word.slice(-LONGEST))]);
  return all;
}

/** Frequent beginnings of three and four characters have a list of their own. */
function beginning(start) {
  const stem = start.slice(0, 3);
  if (!head.stems.has(stem)) return [stem, "-" + start, false];
  return start.length > 4 ? [start.slice(0, 5), "-" + start, false] : [stem, "~" + start, true];
}

function ofJoint(tail, next) {
  const all = [];
  if (tail.length === 2 && IS_WIDE.test(tail + next[0])) all.push([window(...tail, 1, next[0])]);
  if (next.length === 2 && IS_WIDE.test(tail.slice(-1) + next)) all.push([window(tail.slice(-1), next[0], 2, next[1])]);
  return all;
}

/* ---- files ---- */

async function bytes(path, version = head && head.version) {
  const response = await fetch(base + path + (version ? `?v=${version}` : ""), version ? {} : {cache: "no-cache"});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function unpacked(path) {
  const response = await bytes(path);
  return new Response(response.body.pipeThrough(new DecompressionStream("deflate")));
}

/** JSON as digest/search writes it: in EUC-KR, with escapes. */
async function json(path) {
  return JSON.parse(new TextDecoder("euc-kr").decode(await (await unpacked(path)).arrayBuffer()));
}

function kept(cache, most, key, make) {
  let found = cache.get(key);
  if (found) cache.delete(key);
  else {
    found = make();
    found.catch(() => cache.delete(key));
    if (cache.size >= most) cache.delete(cache.keys().next().value);
  }
  cache.set(key, found);
  return found;
}

let opening = null;
function open() {
  opening ||= (async () => {
    const found = await (await bytes("head.json", "")).json();
    if (found.format !== FORMAT) throw new Error("format");
    found.pairs = new Set(found.often[0].match(/../gs));
    found.stems = new Set(found.often[1].split(" "));
    found.blocks = found.blocks.map(([name, lang, start, months]) => (
      {name, lang, start, months, end: start + months.reduce((sum, [, count]) => sum + count, 0)}));
    found.ages = ages(found);
    head = found;
    names = (await json("names.bin")).map(asEntry);
  })();
  opening.catch(() => { opening = null; });
  return opening;
}

/** Of each article how many are older: numbers follow the days within a language, the bits of `order` say which is next. */
function ages({numbers, articles, blocks, order}) {
  const made = new Uint32Array(numbers), bits = atob(order), of = [];
  for (const {lang, start, end} of blocks) for (let i = start; i < end; i++) (of[lang] ||= []).push(i);
  const width = 32 - Math.clz32(of.length - 1), next = of.map(() => 0);
  for (let age = 0; age < articles; age++) {
    let lang = 0;
    for (let i = age * width; i < (age + 1) * width; i++) lang = lang * 2 | bits.charCodeAt(i >> 3) >> 7 - i % 8 & 1;
    made[of[lang][next[lang]++]] = age;
  }
  return made;
}

function asEntry([kind, key, count, ko, en, code, ...aliases]) {
  const own = kind === "s" ? {lang: code, code: ""} : {code};
  return {kind, key, count, ko, en: en || ko, aliases, ...own, forms: [...new Set([ko, en, own.code, ...aliases].map(folded).filter(Boolean))]};
}

/** Names of series beyond the largest: read after the first answer, as a second thought. */
let rest = null;
function late() {
  if (!head.late) return null;
  rest ||= json("series.bin").then((rows) => { names = names.concat(rows.map(asEntry)); });
  rest.catch(() => { rest = null; });
  return rest;
}

function folded(name) {
  return normal(name).replace(/[^\p{L}\p{N}]+/gu, "");
}

function hash(stem) {
  let value = 0x811c9dc5;
  for (let i = 0; i < stem.length; i++) value = Math.imul(value ^ stem.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) & (head.shards - 1);
}

function shard(number) {
  return kept(shards, SHARDS_KEPT, number, async () => {
    const data = new Uint8Array(await (await unpacked(`k/${number}.bin`)).arrayBuffer());
    let at = 0;
    const varint = () => {
      let value = 0, shift = 0, byte;
      do { byte = data[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127);
      return value;
    };
    const sized = varint(), size = sized >>> 1;
    let before = "";
    const keys = new TextDecoder(sized & 1 ? "utf-8" : "euc-kr").decode(data.subarray(at, at + size)).split("\n")
      .map((word) => (before = before.slice(0, word.charCodeAt(0) - 48) + word.slice(1)));
    at += size;
    const counts = Uint32Array.from(keys, varint);
    const places = at;
    let sum = 0;
    const firsts = counts.map((count) => (sum += count) - count);
    at += Math.ceil(sum / 4);
    const gaps = counts.map((count) => {
      const start = at;
      for (; count; at++) if (data[at] < 128) count--;
      return start;
    });
    return {data, keys, counts, places, firsts, gaps};
  });
}

/** Where a key stands: for each article 0, or 1 title, 2 names, 3 often in the text, 4 in the text. */
async function list(stem, key, exact, into) {
  const {data, keys, counts, places, firsts, gaps} = await shard(hash(stem));
  for (let which = 0; which < keys.length; which++) {
    if (exact ? keys[which] !== key : !keys[which].startsWith(key)) continue;
    let at = gaps[which], number = -1;
    for (let i = firsts[which], end = i + counts[which]; i < end; i++) {
      let value = 0, shift = 0, byte;
      do { byte = data[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127);
      number += value + 1;
      const place = (data[places + (i >> 2)] >> 2 * (i & 3) & 3) + 1;
      if (!into[number] || into[number] > place) into[number] = place;
    }
    if (exact) return;
  }
}

function places(unit) {
  return kept(lists, LISTS_KEPT, unit.words.join(" ") + unit.phrase, async () => {
    const groups = await Promise.all(wanted(unit).map(async (group) => {
      const into = new Uint8Array(head.numbers);
      await Promise.all(group.map(([stem, key, exact]) => list(stem, key, exact, into)));
      return into;
    }));
    const all = groups[0] || new Uint8Array(head.numbers);
    for (const one of groups.slice(1))
      for (let i = 0; i < all.length; i++) all[i] = all[i] && one[i] ? Math.max(all[i], one[i]) : 0;
    return all;
  });
}

async function facet(name) {
  const into = new Uint8Array(head.numbers);
  await list("#" + name, "#" + name, true, into);
  return into;
}

/* ---- pages ---- */

const PART = /<(\/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>|[^<]+|</g;
const BLOCKS = new Set(("blockquote br caption dd div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre table tbody tfoot "
  + "thead tr ul").split(" "));
const SIGNS = {amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0"};
const BODY = /<div class="?d-body"?>/g;

/** The lines of an article's body in the HTML of its page, headings last; null where the page has none. */
function bodyLines(page) {
  BODY.lastIndex = 0;
  if (!BODY.test(page)) return null;
  PART.lastIndex = BODY.lastIndex;
  const found = [], headings = [];
  let line = "", depth = 1, note = false, pre = false, heading = false;
  const end = () => {
    const text = line.replace(/&(?:([a-z]+)|#([0-9]+)|#x([0-9a-f]+));/gi, (all, name, number, hex) => (
      name ? SIGNS[name] || all : String.fromCodePoint(number || parseInt(hex, 16)))).replace(/[ \t\n\f\r]+/g, " ").replace(/^ | $/g, "");
    if (text) (heading ? headings : found).push(text);
    line = "";
    heading = false;
  };
  for (let part; (part = PART.exec(page));) {
    const [all, closes, name, attributes] = part;
    if (!name) {
      const [first, ...rest] = pre ? all.split("\n") : [all];
      if (!note) line += first;
      for (const one of rest) { end(); line = one; }
    } else if (BLOCKS.has(name)) {
      end();
      if (name === "div" && !(depth += closes ? -1 : 1)) return found.concat(headings);
      if (name === "p" && / class="?d-empty/.test(attributes)) return [];
      if (name === "pre") pre = !closes;
      heading = !closes && name[0] === "h" && name !== "hr";
    } else if (name === "td" || name === "th") line += " ";
    else if (name === "a") note = !closes && attributes.includes(' class="footnote-');
    else if (name === "img") line += (attributes.match(/ alt="([^"]*)"/) || ["", ""])[1];
  }
  return null;
}

/** The body on an article's page; null where it cannot be read. */
function body(url) {
  return kept(bodies, PAGES_KEPT, url, async () => {
    const response = await fetch(new URL("../" + url, base), {signal: AbortSignal.timeout(PATIENCE)});
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const found = bodyLines(await response.text());
    if (!found) throw new Error(`${url}: no body`);
    return found;
  }).catch(() => null);
}

/* ---- filters ---- */

const FACETS = {company: "c", series: "s", topic: "t", sentiment: "m", publisher: "p", lang: "l"};

async function filtered(filters) {
  const masks = await Promise.all(Object.keys(FACETS).filter((name) => filters[name])
    .map((name) => facet(`${FACETS[name]}:${filters[name]}`)));
  if (filters.from || filters.to) masks.push(await between(filters.from || "0000-00-00", filters.to || "9999-99-99"));
  return masks;
}

async function between(from, to) {
  const into = new Uint8Array(head.numbers);
  const waits = [];
  for (const block of head.blocks) {
    let at = block.start;
    for (const [month, count] of block.months) {
      const first = `${month}-01`, last = `${month}-31`;
      if (from <= first && to >= last) into.fill(1, at, at + count);
      else if (from <= last && to >= first)
        for (let day = 1; day <= 31; day++) {
          const date = `${month}-${String(day).padStart(2, "0")}`;
          if (date >= from && date <= to) waits.push(list(`#d:${month}`, `#d:${date}`, true, into));
        }
      at += count;
    }
  }
  await Promise.all(waits);
  return into;
}

/* ---- names ---- */

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const syllable = (char) => (char >= "가" && char <= "힣" ? char.charCodeAt(0) - 0xac00 : -1);

/** Whether `typed`, in which a jamo stands for any syllable that begins with it, begins `name` at `at`. */
function begins(typed, name, at) {
  for (let i = 0; i < typed.length; i++) {
    const code = syllable(name[at + i] || ""), initial = INITIALS[Math.floor(code / 588)];
    if (typed[i] === name[at + i] || (code >= 0 && typed[i] === initial)) continue;
    const last = syllable(typed[i]);
    if (i < typed.length - 1 || last < 0 || code < 0) return false;
    const final = FINALS[last % 28], open = last - (last % 28), next = syllable(name[at + i + 1] || "");
    if (code - (code % 28) !== open) return false;
    return !final || (code % 28 === 0 && next >= 0 && INITIALS[Math.floor(next / 588)] === final);
  }
  return true;
}

/** The part of a series that is typed: `딥시크 쇼크 2`, `DeepSeek Shock part 2`, `딥시크 쇼크 ②`. */
function part(typed) {
  const found = typed.normalize("NFKC").trim().match(/^(.+?)[\s,]*(?:part\s*)?([0-9]{1,3})\s*[편부회화]?$/i);
  const series = found && named(found[1], 3).find((entry) => entry.kind === "s" && entry.exact);
  return series ? {series, number: Number(found[2])} : null;
}

function entries(typed, most) {
  const found = named(typed, most), one = found.length ? null : part(typed);
  if (found.length) return found;
  if (one) return [one.series];
  const whole = typed.trim(), bare = whole.replace(/[\u3131-\u318e]+$/, ""), name = whole.replace(PARTICLES, "");
  if (bare && bare !== whole) return named(bare, most);
  return name.length > 1 && name !== whole ? named(name, most).filter((entry) => entry.exact) : [];
}

function named(typed, most) {
  const composed = typed.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const plain = /[\u3131-\u318e]/.test(composed) ? composed : folded(typed);
  if (!plain || (plain.length < 2 && !IS_WIDE.test(plain) && !/^[0-9a-z]$/.test(plain))) return [];
  const found = [];
  for (const entry of names) {
    if (entry.kind === "p") continue;
    let score = 0;
    for (const form of entry.forms) {
      if (form === plain) score = Math.max(score, 4);
      else if (plain.length > 1 && begins(plain, form, 0)) score = Math.max(score, 3);
      else if (plain.length > 1)
        for (let at = 1; at + 1 < form.length; at++) if (begins(plain, form, at)) { score = Math.max(score, 1); break; }
    }
    if (score) found.push([score, entry]);
  }
  const exact = found.some(([score]) => score === 4);
  return found.filter(([score]) => !exact || score >= 3)
    .sort(([a, one], [b, other]) => b - a || other.count - one.count || (one.key < other.key ? -1 : 1))
    .slice(0, most).map(([score, entry]) => ({...entry, exact: score === 4, forms: undefined}));
}

/* ---- mistakes ---- */

const PARTICLES = /(?:에서|으로|에게|까지|부터|보다|처럼|이나|라는|은|는|이|가|을|를|의|도|로|에|와|과|만)$/;
const KEYS = "rRseEfaqQtTdwWczxvg";
const VOWELS = ["k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"];
const ENDS = ["", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"];

/** Hangul typed with the Latin keyboard: `dpsqleldk` is 엔비디아. */
function hangul(word) {
  const fold = word.replace(/[^REQTWOP]/g, (key) => key.toLowerCase());
  let out = "", rest = fold;
  while (rest) {
    const first = KEYS.indexOf(rest[0]);
    const vowel = [rest.slice(1, 3), rest.slice(1, 2)].find((part) => part && VOWELS.includes(part));
    if (first < 0 || !vowel) return "";
    let after = rest.slice(1 + vowel.length), end = "";
    for (const size of [2, 1]) {
      const part = after.slice(0, size);
      if (part.length === size && ENDS.includes(part) && !VOWELS.includes(after[size] || "")) { end = part; break; }
    }
    out += String.fromCharCode(0xac00 + first * 588 + VOWELS.indexOf(vowel) * 28 + ENDS.indexOf(end));
    rest = after.slice(end.length);
  }
  return out;
}

function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let old = null, last = Array.from({length: b.length + 1}, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], old[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    old = last;
    last = row;
  }
  return last[b.length];
}

async function meant(word) {
  if (!IS_WIDE.test(word)) {
    const typed = hangul(word);
    if (typed && await any(typed)) return typed;
  } else {
    const code = syllable(word.slice(-1));
    if (code > 0 && code % 28) {
      const open = word.slice(0, -1) + String.fromCharCode(0xac00 + code - (code % 28));
      if (open.length > 1 && await any(open)) return open;
    }
    const bare = word.replace(PARTICLES, "");
    if (bare.length > 1 && bare !== word && await any(bare)) return bare;
  }
  vocabulary ||= (await json("words.bin")).split("\n");
  const spelt = word.normalize("NFD");
  const most = spelt.length < 4 ? 0 : spelt.length < 8 ? 1 : 2;
  let best = null, least = most + 1;
  const known = names.flatMap((entry) => entry.kind === "p" ? [] : [entry.ko, entry.en, ...entry.aliases]).flatMap((name) => pieces(name));
  for (const other of known.concat(vocabulary)) {
    if (other.length < 2 || IS_WIDE.test(other) !== IS_WIDE.test(word)) continue;
    const apart = distance(spelt, other.normalize("NFD"), Math.min(most, least));
    if (apart < least && apart) { least = apart; best = other; }
  }
  return best && await any(best) ? best : "";
}

async function any(word) {
  return (await places({words: [word], phrase: false})).some(Boolean);
}

/* ---- results ---- */

function pattern(unit) {
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (unit.phrase) return new RegExp(unit.words.map(escape).join("[^\\n]?[^\\n" + NARROW + WIDE + "]?"), "g");
  const [word] = unit.words;
  if (!IS_WIDE.test(word)) {
    if (word.length <= 2) return new RegExp(`(^|[^${NARROW}])${escape(word)}(?![${NARROW}]|[.&][${NARROW}])`, "g");
    return new RegExp((/^[0-9]/.test(word) ? "(^|[^0-9.])" : "") + escape(word), "g");
  }
  return new RegExp([...word].map((char, at) => (joint(word, at) ? " ?" : "") + escape(char)).join(""), "g");
}

function hits(units, text) {
  const [form, at] = mapped(text);
  const found = [];
  units.forEach((unit, number) => {
    for (const match of form.matchAll(pattern(unit))) {
      const start = match.index + (match[1] || "").length, end = match.index + match[0].length;
      if (end > start) found.push([at[start], at[end - 1] + 1, number]);
    }
  });
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function marked(text, found, from = 0, to = text.length) {
  const out = [];
  let at = from;
  for (const [start, end] of found) {
    if (start < at || end > to) continue;
    if (start > at) out.push([text.slice(at, start), false]);
    out.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < to) out.push([text.slice(at, to), false]);
  return out;
}

/** The line in which most of what is typed stands, cut to the part with the hits, which are marked. */
function excerpt(units, lines, first = "") {
  let best = first ? {line: first, found: [], at: [0, 0]} : null, most = 0;
  for (const line of lines) {
    const found = hits(units, line);
    for (let i = 0, j = 0; i < found.length; i++) {
      while (found[i][1] - found[j][0] > EXCERPT * 0.7) j++;
      const score = new Set(found.slice(j, i + 1).map((hit) => hit[2])).size * 10 + Math.min(3, i - j) + (line.length > 40 ? 2 : 0);
      if (score > most) { most = score; best = {line, found, at: [found[j][0], found[i][1]]}; }
    }
  }
  if (!best) return [];
  const {line, found, at} = best;
  let from = 0, to = line.length;
  if (at[1] > EXCERPT) {
    const space = line.indexOf(" ", at[0] - 40);
    from = space > 0 && space < at[0] ? space + 1 : Math.max(0, at[0] - 40);
  }
  if (to - from > EXCERPT) {
    const space = line.lastIndexOf(" ", from + EXCERPT);
    to = space > at[1] ? space : Math.max(at[1], from + EXCERPT);
  }
  const parts = marked(line, found, from, to);
  if (from) parts.unshift(["… ", false]);
  if (to < line.length) parts.push([" …", false]);
  return parts;
}

function row(number) {
  const block = head.blocks.find(({end}) => number < end);
  const local = number - block.start, file = `${block.name}-${Math.floor(local / head.group)}`;
  return kept(rows, ROWS_KEPT, file, () => json(`t/${file}.bin`))
    .then((rows) => asRow(rows[local % head.group]));
}

function asRow([u, t, l, d, c = "", n = "", x = "", p = "", m = "", s = "", o = 0, e = "", tu = "", tt = "", tl = "", b = ""]) {
  return {u, t, l, d, c, n, x, p, m, s, o, e, tu, tt, tl, b};
}

/** All by which an article is found but its body, in lines: names of companies come from the list of names. */
function searched({t, c, n, x, p, s, o, e, tt}) {
  const companies = c.split(" ").map((key) => {
    const one = key && names.find((entry) => entry.kind === "c" && entry.key === key);
    return one ? [...new Set([one.ko, one.en, one.code])].join(" ") : "";
  });
  return [t, n, ...companies, p, s && o ? `${s} ${o}` : s, e && o ? `${e} ${o}` : e, tt, x].join("\n");
}

function series(found, ui) {
  const number = found.o, mark = number < 21 ? 0x245f : number < 36 ? 0x323c : 0x328d;
  const name = ui === "en" && found.e || found.s || "";
  return name + (number ? ` ${number < 51 ? String.fromCharCode(mark + number) : `(${number})`}` : "");
}

async function shown(units, number, ui, sure, seen) {
  const found = await row(number);
  const paper = ui === "en" && names.find((entry) => entry.kind === "p" && entry.ko === found.p);
  const pages = [{url: found.u, title: found.t, lang: found.l}];
  if (found.tu) pages[found.tl === ui ? "unshift" : "push"]({url: found.tu, title: found.tt, lang: found.tl});
  const [own] = pages, lines = [];
  const without = (left, text) => left.filter((unit) => !pattern(unit).test(text));
  let left = without(units, normal(searched(found))), whole = true, first = "";
  // A small library's rows hold the bodies; else the page in the other language only where the one that is shown has not
  // all of it.
  const held = head.whole && found.b.split("\n");
  for (const page of left.length && !held ? pages : [own]) {
    if (!held) seen.pages++;
    const told = held || await body(page.url);
    if (page === own && told) first = told[0];
    whole &&= Boolean(told);
    lines.push(...told || []);
    left = without(left, normal((told || []).join("\n")));
    if (!left.length) break;
  }
  // Without a page the index is believed: of a word it is all but sure, of a phrase it knows the words alone.
  if (!sure && left.some((unit) => whole || unit.words.length > 1)) return null;
  lines.push(...found.x ? found.x.split("\n") : []);
  return {
    url: own.url, lang: own.lang, day: found.d, publisher: paper ? paper.en : found.p, sentiment: found.m, series: series(found, ui),
    title: marked(own.title, hits(units, own.title)), excerpt: excerpt(units, lines, first),
  };
}

async function find({typed, filters = {}, sort = "relevance", from = 0, most = 10, ui = "ko", all = false}) {
  await open();
  const asked = parse(typed), masks = await filtered(filters);
  const corrected = [], missing = [];
  let units = asked, found = await Promise.all(units.map(places));
  for (let i = 0; i < units.length; i++) {
    if (found[i].some(Boolean)) continue;
    const better = units[i].phrase ? "" : await meant(units[i].words[0]);
    if (!better) { missing.push(units[i].typed); continue; }
    corrected.push([units[i].typed, better]);
    units = units.with ? units.with(i, {words: [better], phrase: false, typed: better})
      : units.map((unit, at) => (at === i ? {words: [better], phrase: false, typed: better} : unit));
    found[i] = await places(units[i]);
  }
  const pages = from || Object.values(filters).some(Boolean) ? [] : entries(corrected.length ? units.map((unit) => unit.words.join(" ")).join(" ") : typed, 4);
  const direct = part(typed), exact = direct && await facet(`s:${direct.series.key}:${direct.number}`);
  const chosen = [], scores = new Float32Array(head.numbers);
  let without = 0;
  if (units.length || masks.length) {
    const weights = found.map((list) => Math.log(1 + head.articles / (1 + list.reduce((sum, one) => sum + (one ? 1 : 0), 0))));
    for (let i = 0; i < head.numbers; i++) {
      let score = 0;
      if (exact && exact[i]) score = 1e6;
      else if (!found.every((list, at) => list[i] && ((score += WEIGHTS[list[i]] * weights[at]), true))) continue;
      without++;
      if (!masks.every((mask) => mask[i])) continue;
      scores[i] = score;
      chosen.push(i);
    }
  }
  const {ages} = head, dated = sort === "date" || !units.length;
  chosen.sort((a, b) => !dated && scores[b] - scores[a] || ages[b] - ages[a]);
  const items = [], seen = {pages: 0};
  let at = from, total = chosen.length;
  while (items.length < most && at < chosen.length && seen.pages < most + BEYOND) {
    const batch = chosen.slice(at, at + Math.min(most, AT_ONCE));
    for (const one of await Promise.all(batch.map((number) => shown(units, number, ui, exact && exact[number], seen)))) {
      if (items.length === most) break;
      at++;
      one ? items.push(one) : total--;
    }
  }
  return {typed, total, items, next: at < chosen.length ? at : 0, entries: pages, corrected, missing, words: units.map((unit) => unit.typed), without, ...(all && {numbers: chosen})};
}

onmessage = async ({data}) => {
  try {
    if (data.base) base = data.base;
    let answer;
    if (data.do === "find") answer = await find(data);
    else {
      await open();
      if (data.do === "names") await late();
      answer = data.do === "names" ? {names: names.map(({forms, ...entry}) => entry)} : {articles: head.articles, words: head.words};
    }
    postMessage({id: data.id, ...answer});
    if (data.do === "find") late()?.catch(() => {});
  } catch (error) {
    postMessage({id: data.id, error: String(error && error.message || error)});
  }
};
