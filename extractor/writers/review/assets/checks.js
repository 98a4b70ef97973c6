/* Checks: failing ones first, each with its arithmetic written out; the selected one shows its numbers on the page. */
function rowOfCheck(check, form = "") {
  const on = check.id === shownNow.check && !form, page = (FACTS.get(check.reported.fact) || { source: {} }).source.page;
  return el("button", { class: `row-check ${check.status} ${form}${on ? " on" : ""}`, data: { check: check.id }, onclick: () => pickCheck(check) },
    dot(check.status), el("span", {}, el("span.rule", {}, `${check.rule} ${check.status === "consistent" ? "" : ruleName(check.rule)}${page ? ` · ${t("page", page)}` : ""}${check.reason ? ` · ${reasonText(check.reason)}` : ""}`), el("div.message", {}, check.message[language])));
}
function reasonText(reason) {
  if (known(`${reason}_reason`)) return t(`${reason}_reason`);
  return known(reason) ? t(reason) : reason;
}
function factButton(id) {
  const fact = FACTS.get(id);
  if (!fact) return el("span.faint", {}, id);
  return el("button", { title: `${metricName(fact) || fact.label} ${fact.period}`, data: { term: id }, onclick: () => pickFact(fact, "check") }, oneLine(fact.raw));
}
function formula(check) {
  const form = DATA.written[check.id], reported = FACTS.get(check.reported.fact);
  if (!form || !reported) return null;
  const parts = form.map((part) => (typeof part === "number" ? factButton(check.terms[part].fact) : el("span.op", {}, part)));
  const marks = { equal: ["＝", "≠", "≟"], at_most: ["≤", "≰", "≤?"], at_least: ["≥", "≱", "≥?"] }[check.relation] || ["＝", "≠", "≟"];
  const verdict = marks[["consistent", "inconsistent", "not_checked"].indexOf(check.status)];
  return el("div.formula", { class: `formula ${check.status}` }, factButton(check.reported.fact), el("span.verdict", {}, verdict), parts,
    check.computed && [el("span.op", {}, check.rule === "AGR01" ? "∈" : "＝"), el("b", {}, interval(check.computed.low, check.computed.high, scaleOf(reported)))]);
}
function sign(check, place) {
  if (!/^(SUM|IDN|CUR)/.test(check.rule)) return "";
  const weight = String(check.terms[place].weight);
  return weight === "1" ? "+" : weight === "-1" ? "−" : `×${weight}`;
}
function nameInSum(fact) { return [otherEntity(fact), fact.product, oneLine(fact.label) || metricName(fact)].filter(Boolean).join(" · "); }
function operands(check) {
  const row = (fact, mark, kind, id) => fact
    ? el("tr", { class: kind }, el("td", {}, mark), el("td", { title: nameInSum(fact) }, nameInSum(fact)), el("td", {}, [fact.period, fact.status].filter(Boolean).join(" ")), el("td.num", {}, factButton(fact.id)), el("td.num.soft", {}, valueText(fact)), el("td.num.faint", {}, t("page", fact.source.page)))
    : el("tr", {}, el("td", {}, mark), el("td", { colspan: 5 }, id));
  const reported = FACTS.get(check.reported.fact), scale = reported && scaleOf(reported);
  return el("table.operands", {}, el("tbody", {},
    check.terms.map((term, place) => row(FACTS.get(term.fact), sign(check, place), null, term.fact)),
    check.computed && scale && el("tr.is", {}, el("td", {}, "＝"), el("td", { colspan: 2 }, t("computed")), el("td.num", {}, interval(check.computed.low, check.computed.high, scale)), el("td", { colspan: 2 })),
    row(reported, "≟", "is", check.reported.fact)));
}
/* Two bars on one axis: what the printed digits allow, and what the arithmetic allows. Apart, they contradict each other. */
function spans(check) {
  const fact = FACTS.get(check.reported.fact), given = check.computed && [check.reported.low, check.reported.high, check.computed.low, check.computed.high];
  if (!fact || !given || given.includes(null)) return null;
  const [low, high, from, to] = given.map(Number), least = Math.min(low, from), most = Math.max(high, to), room = (most - least || 1) * 0.3;
  const at = (value) => (100 * (value - least + room)) / (most - least + 2 * room || 1);
  const place = (a, b) => ({ left: `${at(a)}%`, width: `${at(b) - at(a)}%` }), beside = (a, b, top) => (at(a) > 100 - at(b) ? { class: "left", style: { left: `${at(a)}%`, top } } : { style: { left: `${at(b)}%`, top } });
  const scale = scaleOf(fact);
  const gap = from > high ? minus(check.computed.low, check.reported.high) : low > to ? minus(check.reported.low, check.computed.high) : null;
  return el("div", { class: `spans ${check.status}` }, el("i.reported", { style: place(low, high) }), el("i.computed", { style: place(from, to) }),
    el("span", beside(low, high, "6px"), `${t("reported")} ${interval(check.reported.low, check.reported.high, scale)}`),
    el("span", beside(from, to, "24px"), `${t("computed")} ${interval(check.computed.low, check.computed.high, scale)}${gap ? `　${t("gap", `≥ ${inScale(gap, scale)}`)}` : ""}`));
}
/* a − b of decimal strings, exactly. */
function minus(a, b) {
  const places = Math.max(...[a, b].map((text) => (text.split(".")[1] || "").length));
  return moved(String(BigInt(moved(a, places).split(".")[0]) - BigInt(moved(b, places).split(".")[0])), -places);
}
function arithmetic(check) {
  if (!check.terms.length && !check.computed) return [];
  return el("div", { class: `sum ${check.status}${check.id === shownNow.check ? " on" : ""}` }, formula(check), spans(check), check.terms.length > 0 && operands(check));
}
function drawChecks(list) {
  const checks = visibleChecks(), totals = groupedBy(checks, (check) => check.status);
  let status = null;
  if (!checks.length) return list.replaceChildren(el("div.empty", {}, REPORT.checks.length ? t("none") : t("no_checks")));
  return fill(list, checks, (check) => {
    const made = check.status === status ? [] : [el("div.group", {}, dot(check.status), t(check.status), el("span", {}, String(totals.get(check.status).length)))];
    status = check.status;
    made.push(rowOfCheck(check));
    if (check.status === "inconsistent" || check.id === shownNow.check) made.push(arithmetic(check));
    return made;
  }, shownNow.check);
}
