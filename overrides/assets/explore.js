/* The weeks as a chart that can be explored, in place of the drawing: only on that page, and only where scripts run.
   All it knows is the table under it, so there is nothing to keep in step. */
(() => {
  "use strict";
  const root = document.querySelector("[data-explore]");
  const table = root && document.getElementById(root.dataset.explore);
  if (!table || !window.uPlot) return;
  const WEEK = 7 * 86400;
  const words = root.dataset;
  const rows = [...table.tBodies[0].rows].reverse().map((row) => {
    const numbers = [...row.cells].slice(1).map((cell) => Number(cell.textContent));
    return { start: monday(row.dataset.week), head: row.cells[0], link: row.cells[0].querySelector("a"), numbers };
  });
  if (rows.length < 3) return;
  const names = [...table.tHead.rows[0].cells].slice(1, 5).map((cell) => cell.textContent);
  const data = [rows.map((row) => row.start), rows.map((row) => row.numbers[0]), rows.map((row) => -row.numbers[1])];
  const first = data[0][0] - WEEK, last = data[0][data[0].length - 1] + WEEK;
  const high = Math.max(1, ...data[1]), low = Math.min(-1, ...data[2]);

  /* Seconds of the Monday of an ISO week: the week with 4 January is the first. */
  function monday(week) {
    const [year, number] = week.split("-W").map(Number);
    const fourth = Date.UTC(year, 0, 4) / 1000;
    const day = (new Date(fourth * 1000).getUTCDay() + 6) % 7;
    return fourth + (7 * (number - 1) - day) * 86400;
  }
  function made(name, parent, className, text) {
    const found = document.createElement(name);
    if (className) found.className = className;
    if (text) found.textContent = text;
    parent.append(found);
    return found;
  }

  made("h2", root, "", words.exploreTitle);
  const tools = made("div", root, "d-explore__tools");
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", words.exploreRange);
  const holder = made("div", root, "d-explore__chart");
  holder.tabIndex = 0;
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-label", `${words.exploreTitle}. ${words.exploreHint}`);
  const read = made("p", root, "d-explore__read");
  read.setAttribute("aria-live", "polite");
  made("p", root, "d-small", words.exploreHint);

  let chart = null, at = rows.length - 1, span = [first, last];
  const buttons = [[13, words.exploreWeeks.replace("#", 13)], [52, words.exploreWeeks.replace("#", 52)], [0, words.exploreAll]]
    .filter(([weeks]) => !weeks || last - first > weeks * WEEK)
    .map(([weeks, text]) => {
      const button = made("button", tools, "", text);
      button.type = "button";
      button.addEventListener("click", () => show([weeks ? Math.max(first, last - weeks * WEEK) : first, last]));
      button.start = weeks ? Math.max(first, last - weeks * WEEK) : first;
      return button;
    });

  function show(wanted) {
    span = wanted;
    chart.setScale("x", { min: span[0], max: span[1] });
    press();
  }
  function press() {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.start === span[0] && span[1] === last));
  }
  function tell(index) {
    at = index;
    const row = rows[index];
    read.replaceChildren();
    made("strong", read, "", row.head.textContent.trim().replace(/\s+/g, " "));
    names.forEach((name, place) => made("span", read, "", `${name} ${row.numbers[place]}`));
    const link = made("a", read, "", words.exploreOpen);
    link.href = row.link.href;
  }
  function point(index) {
    const start = data[0][index];
    if (start < span[0] || start > span[1]) show([first, last]);
    tell(index);
    chart.setCursor({ left: chart.valToPos(start, "x"), top: 10 }, false);
  }
  holder.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) point(Math.min(rows.length - 1, Math.max(0, at + step)));
    else if (event.key === "Home") point(0);
    else if (event.key === "End") point(rows.length - 1);
    else if (event.key === "Enter" && event.target === holder) rows[at].link.click();
    else return;
    event.preventDefault();
  });

  function draw() {
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue(name).trim();
    const ink = colour("--d-ink-2"), rule = colour("--d-rule");
    const font = `12px ${style.fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: rule, width: 1 }, ticks: { show: false } };
    const paths = window.uPlot.paths.bars({ size: [0.8, 14], align: 0 });
    const bars = (name) => ({ stroke: colour(name), fill: colour(name), width: 0, paths, points: { show: false } });
    if (chart) chart.destroy();
    chart = new window.uPlot({
      width: holder.clientWidth || 320,
      height: holder.clientHeight,
      tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: { x: { time: true, min: span[0], max: span[1] }, y: { range: [low - 0.5, high + 0.5] } },
      axes: [
        { ...axis, grid: { show: false }, space: 70, values: (_, ticks) => ticks.map((tick) => new Date(tick * 1000).toISOString().slice(0, 10)) },
        { ...axis, size: 28, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], values: (_, ticks) => ticks.map((tick) => Math.abs(tick)) },
      ],
      series: [{}, bars("--d-positive"), bars("--d-negative")],
      hooks: {
        setCursor: [(self) => { if (self.cursor.idx != null && self.cursor.left >= 0 && self.cursor.event) tell(self.cursor.idx); }],
        setSelect: [(self) => {
          const { left, width } = self.select;
          if (width < 10) return;
          const wanted = [self.posToVal(left, "x"), self.posToVal(left + width, "x")];
          self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          show(wanted);
        }],
      },
    }, data, holder);
    press();
  }

  const drawing = document.getElementById("d-weeks-figure");
  root.hidden = false;
  draw();
  tell(at);
  if (drawing) drawing.hidden = true;
  new ResizeObserver(() => chart.setSize({ width: holder.clientWidth, height: holder.clientHeight })).observe(holder);
  new MutationObserver(draw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
})();
