/* What happens when: select, turn, filter, keys. The address keeps the selected fact, so that a link can point at it. */
function pickFact(fact, from) {
  shownNow.fact = fact.id;
  if (from !== "check") shownNow.check = null;
  if (from === "box" && !passes(fact)) Object.keys(filter).forEach((name) => { filter[name] = ""; });
  if (from === "box" && shownNow.tab !== "facts") shownNow.tab = "facts";
  if (shownNow.tab === "facts" || from === "box") shownNow.check = null;
  shownNow.page = fact.source.page;
  keepAddress(fact.id);
  drawSheet(); showBox();
  if (from === "box") drawPanel(); else drawList();
  showRow();
}
function pickCheck(check) {
  const reported = FACTS.get(check.reported.fact);
  const inFacts = shownNow.tab !== "checks";
  shownNow.check = check.id;
  shownNow.fact = reported ? reported.id : null;
  if (inFacts) { shownNow.tab = "checks"; if (!passesCheck(check)) Object.keys(filter).forEach((name) => { filter[name] = ""; }); }
  if (reported) shownNow.page = reported.source.page;
  keepAddress(check.id);
  drawSheet(); showBox();
  if (inFacts) drawPanel(); else drawList();
  showRow();
}
function keepAddress(id) { try { history.replaceState(null, "", `#${id}`); } catch { /* some browsers forbid it on disk */ } }
function turnTo(page) {
  if (!PAGES.includes(page)) return;
  shownNow.page = page;
  document.getElementById("stage").scrollTop = 0;
  drawSheet();
}
function openTab(name) { shownNow.tab = name; filter.state = ""; drawPanel(); showRow(); }
function refilter() { drawChips(); drawList(); drawSheet(); document.getElementById("list").scrollTop = 0; }
function clearFilters() { Object.keys(filter).forEach((name) => { filter[name] = ""; }); drawPanel(); drawSheet(); showRow(); }
function toggleLanguage() {
  language = language === "zh" ? "en" : "zh";
  keepLanguage();
  drawAll();
}
function toggleMode() { shownNow.mode = shownNow.mode === "picture" ? "text" : "picture"; drawSheet(); showBox(); }
function zoomBy(times) { shownNow.zoom = times ? Math.min(4, Math.max(0.4, shownNow.zoom * times)) : 1; drawSheet(); showBox(); }
function drawPanel() { drawTabs(); drawFilters(); drawList(); }
function drawAll() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.getElementById("rail").replaceChildren();
  drawHead(); drawPanel(); drawSheet();
}
function step(by) {
  const checks = shownNow.tab === "checks", items = checks ? visibleChecks() : visibleFacts();
  if (!items.length || (shownNow.tab !== "checks" && shownNow.tab !== "facts")) return;
  const at = items.findIndex((item) => item.id === (checks ? shownNow.check : shownNow.fact));
  const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
  if (checks) pickCheck(next); else pickFact(next, "list");
}
const KEYS = {
  j: () => step(1), k: () => step(-1), n: () => turnTo(PAGES[PAGES.indexOf(shownNow.page) + 1]), p: () => turnTo(PAGES[PAGES.indexOf(shownNow.page) - 1]),
  "/": () => { if (document.getElementById("filters").hidden) openTab("facts"); document.getElementById("search").focus(); },
  1: () => openTab("checks"), 2: () => openTab("facts"), 3: () => openTab("problems"), 4: () => openTab("coverage"),
  f: () => { filter.state = filter.state === "inconsistent" ? "" : "inconsistent"; refilter(); },
  t: () => { if (!DATA.without) toggleMode(); }, l: toggleLanguage, "+": () => zoomBy(1.2), "=": () => zoomBy(1.2), "-": () => zoomBy(1 / 1.2), 0: () => zoomBy(0), "?": help,
};
addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Enter" && event.target.id === "search") { event.target.blur(); step(0); return; }
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    else if (shownNow.fact || shownNow.check) { shownNow.fact = shownNow.check = null; drawList(); drawSheet(); }
    else if (filtering()) clearFilters();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
function fromAddress() {
  const id = location.hash.slice(1);
  if (CHECKS.has(id)) { shownNow.tab = "checks"; pickCheck(CHECKS.get(id)); }
  else if (FACTS.has(id)) { shownNow.tab = "facts"; pickFact(FACTS.get(id), "box"); }
}
document.body.prepend(el("header"), el("main", { id: "sheet" }, el("div.bar-top", { id: "bar-top" }), el("nav", { id: "rail" }), el("div", { id: "stage", tabindex: "-1" }), el("div.key", { id: "key" })), el("aside", { id: "panel" }, el("div.tabs", { id: "tabs", role: "tablist" }), el("div.filters", { id: "filters" }), el("div", { id: "list" })), el("div", { id: "print" }));
document.getElementById("list").addEventListener("scroll", (event) => { const list = event.target; if (list.scrollTop + list.clientHeight * 2 > list.scrollHeight) more(list); });
addEventListener("resize", () => drawSheet());
addEventListener("hashchange", fromAddress);
language = chosenLanguage();
drawAll();
fromAddress();
