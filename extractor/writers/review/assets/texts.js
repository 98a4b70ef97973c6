"use strict";
/* Words of the page in both languages; `t("page", 3)` fills %1, %2. */
const TEXTS = {
  checks: ["核对", "Checks"], facts: ["事实", "Facts"], problems: ["问题", "Problems"], coverage: ["覆盖", "Coverage"],
  inconsistent: ["不一致", "Inconsistent"], confirmed: ["已印证", "Confirmed"], unchecked: ["未入核对", "In no check"],
  unmapped: ["未对应指标", "Unmapped"], ocr: ["图像识别", "Recognised (OCR)"], unread: ["有数未成事实", "Number, no fact"],
  consistent: ["一致", "Consistent"], not_checked: ["未核", "Not checked"],
  page: ["第%1页", "p. %1"], of: ["%1 / %2", "%1 / %2"], picture: ["原页", "Picture"], text: ["文字", "Text"], width: ["适宽", "Fit"],
  search: ["搜索 名称、数字、编号  /", "search name, number, id  /"], metric: ["全部指标", "all metrics"], period: ["全部期间", "all periods"],
  pages: ["全部页", "all pages"], print: ["打印", "Print"], language: ["English", "中文"], index: ["‹ 目录", "‹ Index"],
  none: ["没有符合条件的", "nothing matches"], no_problem: ["没有问题", "no problems"], no_checks: ["没有可做的核对", "nothing could be checked"], clear: ["清除", "clear"],
  value: ["读数", "value"], unit: ["单位", "unit"], entity: ["主体", "entity"], product: ["产品", "product"], label: ["印作", "printed as"],
  row: ["行头", "row header"], column: ["列头", "column header"], section: ["所属", "section"], basis: ["口径", "basis"], status: ["状态", "status"],
  when: ["期间", "period"], which: ["指标", "metric"], precision: ["精度", "precision"], qualifiers: ["限定", "qualifiers"], place: ["位置", "place"],
  confidence: ["识别把握", "confidence"], id: ["编号", "id"], range: ["区间", "range"], note: ["备注", "note"], superseded: ["原预测，已被取代", "earlier forecast, superseded"],
  A: ["实际", "actual"], E: ["预测", "estimate"], report: ["本报告", "this report"], company: ["公司指引", "company guidance"], consensus: ["一致预期", "consensus"], other: ["他人", "others"],
  unmapped_metric: ["未对应", "unmapped"], no_unit: ["未印单位", "no unit printed"], stands_in: ["所在核对", "Stands in"], no_check: ["没有核对涉及此数", "No check involves this number"],
  printed: ["印", "printed"], computed: ["算得", "computed"], gap: ["差 %1", "gap %1"], reported: ["印刷", "printed"], reason: ["原因", "reason"], hints: ["提示", "hints"],
  equal: ["＝", "="], at_most: ["≤", "≤"], at_least: ["≥", "≥"], prose: ["正文", "text"], table: ["表", "table"],
  title_missing: ["（无标题）", "(no title)"], no_picture: ["这一页没有图", "no picture of this page"], close: ["收盘", "close"], target: ["目标", "target"],
  from_cell: ["单元格", "cell"], from_row_header: ["行头", "row header"], from_column_header: ["列头", "column header"], from_section: ["所属行", "section"], from_corner: ["表角", "corner"],
  from_caption: ["表题", "caption"], from_page_note: ["页注", "page note"], from_cover: ["封面", "cover"], from_ticker: ["代码", "ticker"], from_clause: ["句中", "clause"],
  value_basis: ["数值", "value"], yoy: ["同比", "yoy"], qoq: ["环比", "qoq"], mom: ["月环比", "mom"], cagr: ["复合增速", "CAGR"], change: ["变动", "change"], share: ["占比", "share"], vs: ["相对", "versus"],
  incomplete: ["有行未列示", "lines not listed"], currency: ["币种不同", "currency"], basis_reason: ["口径或定义不同", "another definition"], negative_base: ["基数为负", "negative base"], unit_reason: ["单位不明", "unit"],
  statement: ["报表", "statement"], cells: ["单元格", "cells"], numbers: ["数字", "numbers"], mapped: ["已对应", "mapped"], seen: ["见到", "seen"], claimed: ["成事实", "claimed"], refused: ["拒绝", "refused"], tables: ["表格", "tables"],
  facts_shown: ["%1 条事实", "%1 facts"], keys: ["键盘", "Keyboard"], k_jk: ["下一条、上一条", "next, previous"], k_np: ["下一页、上一页", "next, previous page"], k_search: ["搜索", "search"], k_tab: ["核对、事实、问题、覆盖", "checks, facts, problems, coverage"], k_t: ["原页或文字", "picture or text"], k_l: ["中文或英文", "Chinese or English"], k_zoom: ["放大、缩小", "zoom"], k_esc: ["取消选择与筛选", "clear selection, then filters"], k_f: ["只看不一致", "only inconsistent"],
  reports: ["研报", "reports"], broker: ["机构", "Broker"], report_title: ["研报", "Report"], date: ["日期", "Date"], find: ["搜索 标题、公司、机构", "search title, company, broker"], name: ["文件", "File"], state: ["所据", "Rests on"], failed: ["未能读取", "Could not be read"], review: ["审阅", "Review"], npages: ["页", "Pages"],
};
let language = "zh";
function t(key, ...given) {
  const found = TEXTS[key];
  if (!found) return String(key);
  return given.reduce((text, value, place) => text.replace(`%${place + 1}`, () => String(value)), found[language === "zh" ? 0 : 1]);
}
function known(key) { return key in TEXTS; }
function chosenLanguage() {
  try { const kept = localStorage.getItem("yanbao-language"); if (kept === "zh" || kept === "en") return kept; } catch { /* a file:// page may have no storage */ }
  return (navigator.language || "zh").toLowerCase().startsWith("en") ? "en" : "zh";
}
function keepLanguage() { try { localStorage.setItem("yanbao-language", language); } catch { /* not kept, then */ } }
