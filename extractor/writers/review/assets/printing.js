/* On paper: the record, what fails with its arithmetic, the pages concerned with their boxes, and the facts as filtered. */
function printedFacts() {
  return el("table.facts", {}, el("thead", {}, el("tr", {}, ["pages", "which", "when", "printed", "value", "state"].map((key) => el("th", {}, key === "pages" ? t("npages") : t(key))))),
    el("tbody", {}, visibleFacts().map((fact) => el("tr", {}, el("td", {}, String(fact.source.page)), el("td", {}, [metricName(fact) || oneLine(fact.label), fact.product, fact.basis !== "value" && known(fact.basis) ? t(fact.basis) : ""].filter(Boolean).join(" · ")), el("td", {}, [fact.period, fact.status].filter(Boolean).join(" ")), el("td.num", {}, oneLine(fact.raw)), el("td.num", {}, valueText(fact)), el("td", {}, dot(stateOf(fact)), ` ${t(stateOf(fact))}`)))));
}
/* As wide as the paper, and no taller than one sheet. */
function onSheet(page) { return `min(100%, ${((245 * page.width) / page.height).toFixed(1)}mm)`; }
function buildPrint() {
  const report = REPORT.report, failing = REPORT.checks.filter((check) => check.status === "inconsistent");
  const pages = [...new Set([...failing.flatMap((check) => namedIn(check).map((id) => FACTS.get(id)?.source.page)), shownNow.page])].filter((page) => page && pictureOf(page)).sort((a, b) => a - b);
  const wanted = new Set(failing.flatMap(namedIn));
  document.getElementById("print").replaceChildren(
    el("h1", {}, report.title || DATA.stem), el("p.soft", {}, [report.broker, report.date, ...report.companies.map((company) => `${company.name} ${company.ticker}`)].filter(Boolean).join(" · ")),
    el("p.soft", {}, STATES.map((state) => `${t(state)} ${counted(REPORT.facts)[state] || 0}`).join("　")),
    el("h2", {}, `${t("inconsistent")} ${failing.length}`), ...failing.flatMap((check) => [rowOfCheck(check), arithmetic(check)]),
    ...pages.map((page) => el("div.leaf", {}, el("h2", {}, t("page", page)), leaf(page, page === shownNow.page ? highlights() : wanted, onSheet(pageOf(page))))),
    el("div.leaf", {}, el("h2", {}, t("facts_shown", visibleFacts().length)), printedFacts()));
}
async function printAll() {
  buildPrint();
  await Promise.allSettled([...document.querySelectorAll("#print img")].map((image) => image.decode()));
  window.print();
}
addEventListener("beforeprint", () => { if (!document.getElementById("print").childElementCount) buildPrint(); });
addEventListener("afterprint", () => document.getElementById("print").replaceChildren());
