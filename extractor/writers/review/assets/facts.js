/* Facts as rows, by page and table; the selected one opens: from the printed characters to the value, and why. */
const CHUNK = 150;
function rowOfFact(fact) {
  const name = metricName(fact), label = oneLine(fact.label);
  const basis = fact.basis !== "value" && known(fact.basis) ? t(fact.basis) : "";
  const beside = [otherEntity(fact), fact.product, basis, name && name !== label ? label : ""].filter(Boolean).join(" · ");
  return el("button", { class: `row-fact${fact.id === shownNow.fact ? " on" : ""}`, data: { fact: fact.id }, onclick: () => pickFact(fact, "list") },
    dot(stateOf(fact)), el("span.name", { title: [name, label].filter(Boolean).join("\n") }, name || label || fact.entity, beside && (name ? true : beside !== label) && el("small", {}, beside)),
    el("span.period", { title: fact.period }, el("b", {}, fact.period), fact.status && el("i", { class: fact.status }, fact.status)), el("span.raw", { title: valueText(fact) }, oneLine(fact.raw)));
}
function groupOf(fact) { return fact.source.table === null ? `${fact.source.page}` : `${fact.source.page} ${fact.source.table}`; }
function headOf(fact) {
  const table = fact.source.table !== null && TABLES.get(fact.source.table);
  const name = table ? table.caption || t("table") : fact.source.table !== null ? t("table") : t("prose");
  return el("div.group", {}, t("page", fact.source.page), el("span.name", { title: name }, oneLine(name)), table && table.unit ? el("span", {}, table.unit) : null);
}
function factLine(key, content, from) {
  if (content === null || content === undefined || content === "") return [];
  return [el("dt", {}, t(key)), el("dd", {}, content, from && el("em", {}, known(`from_${from}`) ? t(`from_${from}`) : from))];
}
function detailOfFact(fact) {
  const from = fact.from || {}, checks = checksOf.get(fact.id) || [], at = fact.source;
  const place = [t("page", at.page), at.table !== null && `${at.table} [${at.row}, ${at.column}]`, Number.isInteger(at.start) && `${at.start}–${at.end}`].filter(Boolean).join("  ");
  const exact = fact.value !== null ? grouped(fact.value) : interval(fact.low, fact.high, { fraction: 12, power: 0 });
  return el("div.detail", {},
    el("div.big", {}, oneLine(fact.raw), el("small", {}, `= ${valueText(fact)}`)),
    el("dl", {},
      factLine("which", fact.metric === null ? t("unmapped_metric") : `${metricName(fact)}  ${fact.metric}`, from.metric), factLine("label", fact.label),
      factLine("entity", [fact.entity, fact.entity_id].filter(Boolean).join("  "), from.entity), factLine("product", fact.product),
      factLine("when", [fact.period, fact.status && t(fact.status), fact.forecaster && t(fact.forecaster)].filter(Boolean).join("  "), from.period),
      factLine("basis", fact.basis === "value" ? null : [t(fact.basis), fact.versus].filter(Boolean).join("  ")), factLine("note", fact.superseded ? t("superseded") : null),
      factLine("value", exact), factLine("unit", fact.unit === null ? t("no_unit") : fact.unit, from.unit), factLine("precision", fact.decimals === null ? null : `10^${-fact.decimals}`), factLine("qualifiers", (fact.qualifiers || []).join(" ")),
      factLine("row", fact.row_header), factLine("column", fact.column_header), factLine("section", (fact.section || []).join(" › ")), factLine("confidence", recognised(fact) ? String(at.confidence) : null), factLine("place", place), factLine("id", fact.id)),
    el("h3", {}, checks.length ? t("stands_in") : t("no_check")),
    VERDICTS.flatMap((status) => checks.filter((check) => check.status === status)).slice(0, 30).map((check) => rowOfCheck(check, "short")));
}

/* A long list is made as it is scrolled to. `upto` (an id) is made at once. */
let waiting = [];
function fill(list, items, make, upto) {
  list.replaceChildren();
  waiting = items.map((item) => () => make(item));
  const wanted = upto ? items.findIndex((item) => item.id === upto) : -1;
  more(list, Math.max(CHUNK, wanted + 40));
}
function more(list, count = CHUNK) { list.append(...waiting.splice(0, count).flatMap((make) => make())); }

function drawFacts(list) {
  const facts = visibleFacts();
  let group = null;
  if (!facts.length) return list.replaceChildren(el("div.empty", {}, t("none")));
  return fill(list, facts, (fact) => {
    const made = groupOf(fact) === group ? [] : [headOf(fact)];
    group = groupOf(fact);
    made.push(rowOfFact(fact));
    if (fact.id === shownNow.fact) made.push(detailOfFact(fact));
    return made;
  }, shownNow.fact);
}
