/* What the page knows: the report as extracted, look-ups over it, what is selected and what is filtered. */
const DATA = readData();
const REPORT = DATA.content;
const STATES = ["inconsistent", "confirmed", "unchecked", "unmapped", "ocr"];
const VERDICTS = ["inconsistent", "not_checked", "consistent"];
const FACTS = new Map(REPORT.facts.map((fact) => [fact.id, fact]));
const CHECKS = new Map(REPORT.checks.map((check) => [check.id, check]));
const TABLES = new Map(REPORT.tables.map((table) => [table.id, table]));
const PAGES = REPORT.pages.map((page) => page.page);
const factsOn = groupedBy(REPORT.facts, (fact) => fact.source.page);
const factsAt = groupedBy(REPORT.facts.filter((fact) => fact.source.table !== null), (fact) => `${fact.source.table} ${fact.source.row} ${fact.source.column}`);
const unreadOn = groupedBy(DATA.unread, (cell) => cell.page);
const checksOf = new Map();
for (const check of REPORT.checks) for (const id of new Set(namedIn(check))) {
  if (!checksOf.has(id)) checksOf.set(id, []);
  checksOf.get(id).push(check);
}
const shownNow = { page: PAGES[0] || 1, fact: null, check: null, tab: REPORT.checks.length ? "checks" : "facts", mode: "picture", zoom: 1 };
const filter = { text: "", metric: "", period: "", page: "", state: "" };

function groupedBy(items, key) {
  const found = new Map();
  for (const item of items) { const k = key(item); if (!found.has(k)) found.set(k, []); found.get(k).push(item); }
  return found;
}
function namedIn(check) { return [check.reported.fact, ...check.terms.map((term) => term.fact)]; }
function stateOf(fact) { return DATA.states[fact.id]; }
function recognised(fact) { return fact.source.confidence !== null && fact.source.confidence !== undefined; }
/* Whose number it is, where it is not the company's that the report is on. */
function otherEntity(fact) {
  const own = REPORT.report.companies.flatMap((company) => [company.name, company.ticker]).slice(0, 2);
  return own.includes(fact.entity) ? "" : fact.entity;
}
function metricName(fact) {
  if (fact.metric === null) return null;
  const name = DATA.metrics[fact.metric];
  return name ? name[language] : fact.metric;
}
function ruleName(code) { return DATA.rules[code] ? DATA.rules[code][language] : ""; }
function counted(facts) {
  const counts = {};
  for (const fact of facts) counts[stateOf(fact)] = (counts[stateOf(fact)] || 0) + 1;
  return counts;
}

/* Every word of the search must stand somewhere in what is known of the fact. */
const haystacks = new Map();
function haystack(fact) {
  if (!haystacks.has(fact.id)) {
    const name = DATA.metrics[fact.metric] || {};
    const parts = [fact.id, fact.entity, fact.entity_id, fact.product, fact.metric, name.zh, name.en, fact.label, fact.row_header, fact.column_header, fact.period, fact.value, fact.raw, fact.raw.replace(/,/g, ""), fact.unit];
    haystacks.set(fact.id, parts.filter(Boolean).join("\n").toLowerCase());
  }
  return haystacks.get(fact.id);
}
function passes(fact, without = "") {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (!filter.metric || (filter.metric === "-" ? fact.metric === null : fact.metric === filter.metric)) &&
    (!filter.period || fact.period === filter.period) &&
    (!filter.page || String(fact.source.page) === filter.page) &&
    (!filter.state || without === "state" || stateOf(fact) === filter.state || (filter.state === "ocr" && recognised(fact))) &&
    words.every((word) => haystack(fact).includes(word))
  );
}
function passesCheck(check, without = "") {
  if (filter.state && without !== "state" && check.status !== filter.state) return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const facts = namedIn(check).map((id) => FACTS.get(id)).filter(Boolean);
  const own = `${check.id}\n${check.rule}\n${check.message.zh}\n${check.message.en}`.toLowerCase();
  return (
    facts.some((fact) => (!filter.metric || (filter.metric === "-" ? fact.metric === null : fact.metric === filter.metric)) && (!filter.period || fact.period === filter.period) && (!filter.page || String(fact.source.page) === filter.page)) &&
    words.every((word) => own.includes(word) || facts.some((fact) => haystack(fact).includes(word)))
  );
}
function filtering() { return Object.values(filter).some(Boolean); }
function visibleFacts() { return REPORT.facts.filter((fact) => passes(fact)); }
function visibleChecks() {
  const kept = REPORT.checks.filter((check) => passesCheck(check));
  return VERDICTS.flatMap((status) => kept.filter((check) => check.status === status));
}
