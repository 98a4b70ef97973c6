/* The head with the record, and the right side: tabs, filters, lists. */
function priceText(price) { return price ? [price.currency, price.value].filter(Boolean).join(" ") : ""; }
function targetText(price) { return price ? [price.currency, price.low === price.high ? price.low : `${price.low}–${price.high}`].filter(Boolean).join(" ") : ""; }
function drawHead() {
  const report = REPORT.report, rating = report.rating, facts = REPORT.facts;
  const companies = report.companies.map((company) => [company.name, company.ticker].filter(Boolean).join(" ")).slice(0, 4).join("、");
  const parts = [report.broker && el("b", {}, report.broker), report.date, companies, rating && [rating.printed, rating.action].filter(Boolean).join(" · "), report.close_price && `${t("close")} ${priceText(report.close_price)}`, report.target_price && `${t("target")} ${targetText(report.target_price)}`, report.analysts.map((analyst) => analyst.name).join(" ")];
  document.querySelector("header").replaceChildren(
    el("div.record", {}, el("h1", { title: report.subtitle }, report.title || DATA.stem), el("div.line", {}, parts.filter(Boolean).map((part) => el("span", {}, part)))),
    el("div.tally", {}, el("div.line", {}, el("span", {}, t("facts_shown", facts.length)), el("span", {}, `${t("confirmed")} ${facts.length ? Math.round((100 * (counted(facts).confirmed || 0)) / facts.length) : 0}%`)), bar(counted(facts), STATES)),
    el("div.tools", {}, DATA.index && el("a.plain", { href: "index.html" }, t("index")), el("button.plain", { id: "language", title: "l", onclick: toggleLanguage }, t("language")), el("button.plain", { onclick: printAll }, t("print")), el("button.plain", { title: "?", onclick: help }, "?")));
}
function drawTabs() {
  const failing = REPORT.checks.filter((check) => check.status === "inconsistent").length;
  const tab = (name, count, bad) => el("button", { class: shownNow.tab === name ? "on" : null, data: { tab: name }, role: "tab", "aria-selected": String(shownNow.tab === name), onclick: () => openTab(name) }, t(name), bad ? el("em.bad", {}, `✗ ${bad}`) : null, el("em", {}, String(count)));
  document.getElementById("tabs").replaceChildren(tab("checks", REPORT.checks.length, failing), tab("facts", REPORT.facts.length), tab("problems", REPORT.problems.length), tab("coverage", REPORT.tables.length));
}
function select(name, first, options) {
  const made = el("select", { data: { filter: name }, "aria-label": first, onchange: (event) => { filter[name] = event.target.value; event.target.blur(); refilter(); } }, el("option", { value: "" }, first), options.map(([value, shown]) => el("option", { value }, shown)));
  made.value = filter[name];
  return made;
}
function drawFilters() {
  const holder = document.getElementById("filters");
  holder.hidden = shownNow.tab === "problems" || shownNow.tab === "coverage";
  const metrics = [...new Set(REPORT.facts.map((fact) => fact.metric).filter((metric) => metric !== null))].map((metric) => [metric, (DATA.metrics[metric] || {})[language] || metric]).sort((a, b) => a[1].localeCompare(b[1], language));
  if (REPORT.facts.some((fact) => fact.metric === null)) metrics.push(["-", t("unmapped")]);
  const periods = [...new Set(REPORT.facts.map((fact) => fact.period).filter(Boolean))].sort().map((period) => [period, period]);
  const search = el("input", { id: "search", type: "search", placeholder: t("search"), value: filter.text, oninput: (event) => { filter.text = event.target.value; refilter(); } });
  holder.replaceChildren(el("div.row", {}, search, select("metric", t("metric"), metrics), select("period", t("period"), periods), select("page", t("pages"), PAGES.map((page) => [String(page), t("page", page)]))), el("div.chips", { id: "chips" }));
  drawChips();
}
function drawChips() {
  const states = shownNow.tab === "checks" ? VERDICTS : STATES;
  const passing = shownNow.tab === "checks" ? REPORT.checks.filter((check) => passesCheck(check, "state")) : REPORT.facts.filter((fact) => passes(fact, "state"));
  const count = (state) => passing.filter((item) => (shownNow.tab === "checks" ? item.status === state : stateOf(item) === state || (state === "ocr" && recognised(item)))).length;
  document.getElementById("chips").replaceChildren(
    ...states.map((state) => [state, count(state)]).map(([state, total]) => el("button", { class: `${state}${filter.state === state ? " on" : ""}`, data: { state }, disabled: !total && filter.state !== state, "aria-pressed": String(filter.state === state), onclick: () => { filter.state = filter.state === state ? "" : state; refilter(); } }, dot(state), t(state), el("span.faint", {}, String(total)))),
    filtering() ? el("button", { id: "clear", onclick: clearFilters }, `✕ ${t("clear")}`) : "");
}
function drawProblems(list) {
  list.replaceChildren(...(REPORT.problems.length ? REPORT.problems.map((problem) => el("div.problem", {}, el("code", {}, problem.code), problem.page ? el("button.plain", { onclick: () => turnTo(problem.page) }, t("page", problem.page)) : "", " ", problem.message[language])) : [el("div.empty", {}, t("no_problem"))]));
}
function drawCoverage(list) {
  const head = (...names) => el("thead", {}, el("tr", {}, names.map((name) => el("th", {}, name))));
  const rows = REPORT.coverage.tables.map((row) => {
    const table = TABLES.get(row.table);
    return el("tr", {}, el("td", {}, el("button", { onclick: () => table && turnTo(table.page) }, table ? `${t("page", table.page)}  ${oneLine(table.caption) || row.table}` : row.table)), [row.numbers, row.facts, row.mapped, row.confirmed].map((count) => el("td.num", {}, String(count))));
  });
  const pages = REPORT.coverage.pages.map((row) => el("tr", {}, el("td", {}, el("button", { onclick: () => turnTo(row.page) }, t("page", row.page))), el("td.num", {}, String(row.seen)), el("td.num", {}, String(row.claimed)), el("td.num", { colspan: 2 }, Object.entries(row.refused).map(([why, count]) => `${why} ${count}`).join(" · "))));
  list.replaceChildren(el("table.cover", {}, head(t("tables"), t("numbers"), t("facts"), t("mapped"), t("confirmed")), el("tbody", {}, rows)), el("table.cover", {}, head(t("prose"), t("seen"), t("claimed"), t("refused"), ""), el("tbody", {}, pages)));
}
function drawList() {
  ({ checks: drawChecks, facts: drawFacts, problems: drawProblems, coverage: drawCoverage })[shownNow.tab](document.getElementById("list"));
}
function showRow() {
  const list = document.getElementById("list"), row = list.querySelector(shownNow.tab === "checks" ? ".row-check.on" : ".row-fact.on");
  if (!row) return;
  const own = row.getBoundingClientRect(), room = list.getBoundingClientRect();
  const open = row.nextElementSibling && row.nextElementSibling.matches(".detail, .sum") ? row.nextElementSibling.getBoundingClientRect().bottom : own.bottom;
  if (own.top < room.top + 30 || open > room.bottom) list.scrollTop += own.top - room.top - 40;
}
function help() {
  const keys = [["j k", "k_jk"], ["n p", "k_np"], ["/", "k_search"], ["1 2 3 4", "k_tab"], ["f", "k_f"], ["t", "k_t"], ["+ − 0", "k_zoom"], ["l", "k_l"], ["Esc", "k_esc"]];
  const shown = el("dialog", { onclick: () => shown.remove(), onclose: () => shown.remove() }, el("h1", {}, t("keys")), el("dl", {}, keys.map(([key, what]) => [el("dt", {}, key.split(" ").flatMap((one) => [el("kbd", {}, one), " "])), el("dd", {}, t(what))])));
  document.body.append(shown);
  shown.showModal();
}
