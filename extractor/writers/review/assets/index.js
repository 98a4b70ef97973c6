const DATA = readData();
const STATES = ["inconsistent", "confirmed", "unchecked", "unmapped", "ocr"];
const ordered = { by: "inconsistent", down: true };
let words = "";
const COLUMNS = {
  report_title: (row) => row.title || row.name, broker: (row) => row.broker || "", date: (row) => row.date || "", npages: (row) => row.pages, facts: (row) => row.facts,
  state: (row) => (row.facts ? row.states.confirmed / row.facts : 0), inconsistent: (row) => row.inconsistent, not_checked: (row) => row.not_checked, problems: (row) => row.problems,
};
const WORDY = ["report_title", "broker", "date", "state"];
function rows() {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean), of = COLUMNS[ordered.by];
  const kept = DATA.reports.filter((row) => { const own = [row.name, row.title, row.broker, row.date, row.rating, ...row.companies.flatMap((c) => [c.name, c.ticker])].join("\n").toLowerCase(); return wanted.every((word) => own.includes(word)); });
  const compared = (a, b) => (typeof of(a) === "number" ? of(a) - of(b) : String(of(a)).localeCompare(String(of(b)), "zh"));
  return kept.sort((a, b) => (ordered.down ? -1 : 1) * compared(a, b) || (a.name < b.name ? -1 : 1));
}
function row(report) {
  const company = report.companies.slice(0, 2).map((one) => [one.name, one.ticker].filter(Boolean).join(" ")).join("、");
  const part = report.facts ? Math.round((100 * report.states.confirmed) / report.facts) : 0;
  return el("tr", {}, el("td.title", {}, el("div", {}, el("a", { href: report.href, title: report.title }, report.title || report.name)), el("div.faint", {}, [company, report.rating, report.name].filter(Boolean).join(" · "))),
    el("td.nowrap", {}, report.broker || "–"), el("td.nowrap", {}, report.date || "–"), el("td.num", {}, String(report.pages)), el("td.num", {}, String(report.facts)), el("td.wide", { title: `${t("confirmed")} ${part}%` }, bar(report.states, STATES)),
    el("td.num", { class: report.inconsistent ? "num bad" : "num faint" }, report.inconsistent ? `✗ ${report.inconsistent}` : "0"), el("td.num.soft", {}, String(report.not_checked)), el("td.num.soft", {}, String(report.problems)));
}
function draw() {
  const sum = (of) => DATA.reports.reduce((total, report) => total + of(report), 0);
  const total = (count, key, bad) => el("div", { class: bad && count ? "bad" : null }, el("b", {}, grouped(String(count))), t(key));
  const head = Object.keys(COLUMNS).map((name) => el("th", { class: WORDY.includes(name) ? null : "num" }, el("button", { class: ordered.by === name ? "on" : null, data: { column: name }, onclick: () => { ordered.down = ordered.by === name ? !ordered.down : !WORDY.includes(name); ordered.by = name; draw(); } }, t(name), ordered.by === name ? (ordered.down ? " ↓" : " ↑") : "")));
  const search = el("input", { id: "search", type: "search", value: words, placeholder: t("find"), oninput: (event) => { words = event.target.value; body.replaceChildren(...rows().map(row)); } });
  const body = el("tbody", {}, rows().map(row));
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.getElementById("all").replaceChildren(
    el("div.head", {}, el("div", {}, el("h1", {}, `yanbao ${t("review")}`)), search, el("button.plain", { id: "language", onclick: () => { language = language === "zh" ? "en" : "zh"; keepLanguage(); draw(); } }, t("language"))),
    el("div.totals", {}, total(DATA.reports.length, "reports"), total(sum((r) => r.facts), "facts"), total(sum((r) => r.consistent), "consistent"), total(sum((r) => r.inconsistent), "inconsistent", true), total(sum((r) => r.problems), "problems")),
    el("div.key", {}, STATES.map((state) => el("span", {}, dot(state), t(state)))),
    el("table", {}, el("thead", {}, el("tr", {}, head)), body),
    DATA.failed.length ? el("div.failed", {}, el("h2", {}, `${t("failed")} ${DATA.failed.length}`), el("ul", {}, DATA.failed.map((one) => el("li", {}, el("b", {}, one.name), ` ${language === "zh" ? one.zh : one.en}`)))) : "");
}
document.body.prepend(el("div", { id: "all" }));
language = chosenLanguage();
draw();
