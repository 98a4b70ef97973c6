/* The left side: one page at a time, as a picture with boxes, or as text; only its boxes are in the document. */
function boxStyle(box, page) {
  const [x0, top, x1, bottom] = box, pad = 1;
  return { left: `${(100 * (x0 - pad)) / page.width}%`, top: `${(100 * (top - pad)) / page.height}%`, width: `${(100 * (x1 - x0 + 2 * pad)) / page.width}%`, height: `${(100 * (bottom - top + 2 * pad)) / page.height}%` };
}
function pictureOf(number) {
  const kept = document.getElementById(`picture-${number}`);
  return kept ? kept.textContent : null;
}
function pageOf(number) { return REPORT.pages.find((page) => page.page === number) || REPORT.pages[0]; }

function highlights() {
  const check = shownNow.check && CHECKS.get(shownNow.check);
  return new Set(check ? namedIn(check) : []);
}
function boxesOf(number, wanted) {
  const page = pageOf(number), made = [], filtered = filtering();
  for (const cell of unreadOn.get(number) || []) made.push(el("div.box.unread", { style: boxStyle(cell.bbox, page), title: `${t("unread")}：${cell.text}` }));
  for (const fact of factsOn.get(number) || []) for (const box of fact.source.boxes || []) {
    const marks = ["box", stateOf(fact), recognised(fact) && "recognised", fact.id === shownNow.fact && "on", wanted.has(fact.id) && "term", filtered && !wanted.has(fact.id) && !passes(fact) && "dim"];
    made.push(el("button", {
      class: marks.filter(Boolean).join(" "), style: boxStyle(box, page), tabindex: "-1", data: { fact: fact.id },
      title: `${metricName(fact) || fact.label}  ${fact.period}\n${oneLine(fact.raw)} = ${valueText(fact)}\n${t(stateOf(fact))}`, "aria-label": fact.raw,
      onclick: () => pickFact(nextInBox(fact, box), "box"),
    }));
  }
  return made;
}
/* Several numbers of one cell share a box: clicking it again goes on to the next. */
function nextInBox(fact, box) {
  const sharing = (factsOn.get(fact.source.page) || []).filter((other) => (other.source.boxes || []).some((own) => String(own) === String(box)));
  const at = sharing.findIndex((other) => other.id === shownNow.fact);
  return sharing[(at + 1) % sharing.length] || fact;
}
function leaf(number, wanted, width) {
  const page = pageOf(number), uri = pictureOf(number);
  return el("div.page", { style: { width, aspectRatio: `${page.width} / ${page.height}` } }, uri && el("img", { src: uri, alt: t("page", number), decoding: "sync" }), boxesOf(number, wanted));
}

/* A page's text with its facts marked. Offsets count code points, as the contract says. */
function markedText(number, wanted) {
  const page = pageOf(number), points = Array.from(page.text), parts = [];
  const facts = (factsOn.get(number) || []).filter((fact) => Number.isInteger(fact.source.start) && fact.source.end > fact.source.start).sort((a, b) => a.source.start - b.source.start);
  let at = 0;
  for (const fact of facts) {
    const { start, end } = fact.source;
    if (start < at) continue;
    parts.push(points.slice(at, start).join(""), el("button", { class: [stateOf(fact), fact.id === shownNow.fact && "on", wanted.has(fact.id) && "term"].filter(Boolean).join(" "), data: { fact: fact.id }, tabindex: "-1", onclick: () => pickFact(fact, "box") }, points.slice(start, end).join("")));
    at = end;
  }
  return el("div.text", {}, parts, points.slice(at).join(""));
}
function grid(table, wanted) {
  const row = (cells, head) => el("tr", {}, cells.map((cell) => {
    const facts = head ? [] : factsAt.get(`${table.id} ${cell.row} ${cell.column}`) || [];
    const span = { rowspan: Math.min(cell.row_span, 60), colspan: Math.min(cell.column_span, 60) };
    if (head) return el("th", span, cell.text);
    if (!facts.length) return el("td", { ...span, class: cell.kind === "number" ? "number" : null }, cell.text);
    const chosen = facts.find((fact) => fact.id === shownNow.fact), next = facts[(facts.indexOf(chosen) + 1) % facts.length];
    const marks = ["fact", stateOf(facts[0]), chosen && "on", facts.some((fact) => wanted.has(fact.id)) && "term"];
    return el("td", { ...span, class: marks.filter(Boolean).join(" "), data: { fact: (chosen || facts[0]).id }, onclick: () => pickFact(next, "box") }, cell.text);
  }));
  return el("div.grid", {}, el("table", {}, el("caption", {}, [table.caption, table.unit].filter(Boolean).join("  ") || table.id), el("thead", {}, table.header_rows.map((cells) => row(cells, true))), el("tbody", {}, table.body_rows.map((cells) => row(cells, false)))));
}

function fittedWidth(page) {
  const stage = document.getElementById("stage"), room = Math.max(stage.clientWidth - 36, 240);
  return Math.round(Math.min(room, 1100) * shownNow.zoom);
}
function drawSheet() {
  const number = shownNow.page, page = pageOf(number), wanted = highlights(), stage = document.getElementById("stage");
  const notices = [];
  if (DATA.without) notices.push(el("div.notice", {}, DATA.without[language]));
  else if (shownNow.mode === "picture" && page && !pictureOf(number)) notices.push(el("div.notice", {}, t("no_picture")));
  if (page && shownNow.mode === "picture" && pictureOf(number)) stage.replaceChildren(...notices, leaf(number, wanted, `${fittedWidth(page)}px`));
  else if (page) stage.replaceChildren(...notices, markedText(number, wanted), ...REPORT.tables.filter((table) => table.page === number).map((table) => grid(table, wanted)));
  else stage.replaceChildren(...notices);
  drawRail();
  drawBarTop();
}
function drawRail() {
  const rail = document.getElementById("rail");
  if (rail.childElementCount !== PAGES.length) {
    rail.replaceChildren(...PAGES.map((number) => {
      const counts = counted(factsOn.get(number) || []);
      return el("button", { data: { page: number }, title: t("facts_shown", (factsOn.get(number) || []).length), class: counts.inconsistent ? "failing" : null, onclick: () => turnTo(number) }, String(number), bar(counts, STATES));
    }));
  }
  for (const button of rail.children) button.classList.toggle("on", Number(button.dataset.page) === shownNow.page);
  rail.querySelector(".on")?.scrollIntoView({ block: "nearest" });
}
function drawBarTop() {
  const at = PAGES.indexOf(shownNow.page), pictures = !DATA.without;
  document.getElementById("bar-top").replaceChildren(
    el("button.plain", { id: "previous", title: "p", disabled: at <= 0, onclick: () => turnTo(PAGES[at - 1]) }, "‹"),
    el("span.where", {}, t("of", shownNow.page, PAGES.length)),
    el("button.plain", { id: "next", title: "n", disabled: at >= PAGES.length - 1, onclick: () => turnTo(PAGES[at + 1]) }, "›"),
    el("button.plain", { title: "−", onclick: () => zoomBy(1 / 1.2) }, "−"), el("button.plain", { title: "0", onclick: () => zoomBy(0) }, t("width")), el("button.plain", { title: "+", onclick: () => zoomBy(1.2) }, "+"),
    ...(pictures ? [el("button.plain", { id: "mode", title: "t", onclick: toggleMode }, shownNow.mode === "picture" ? t("text") : t("picture"))] : []),
  );
  document.getElementById("key").replaceChildren(...[...STATES, "unread"].map((state) => el("span", { class: state }, el("i.dot"), t(state))));
}
function showBox() {
  const marked = document.querySelector("#stage .on") || document.querySelector("#stage .term");
  if (!marked) return;
  const stage = document.getElementById("stage").getBoundingClientRect(), own = marked.getBoundingClientRect();
  if (own.top < stage.top + 20 || own.bottom > stage.bottom - 20 || own.left < stage.left || own.right > stage.right) marked.scrollIntoView({ block: "center", inline: "center" });
}
