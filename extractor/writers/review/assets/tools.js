/* Elements are made of tags and text nodes only: no string of the report ever meets the HTML parser. */
function el(tag, given = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(made.style, value);
    else if (key === "data") Object.assign(made.dataset, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
function readData() { return JSON.parse(document.getElementById("data").textContent); }
function dot(state) { return el("i.dot", { class: `dot ${state}` }); }
function bar(counts, order) {
  const whole = order.reduce((sum, state) => sum + (counts[state] || 0), 0);
  const parts = order.filter((state) => counts[state]).map((state) => el("i", { class: state, style: { width: `${(100 * counts[state]) / whole}%` } }));
  return el("div.bar", {}, parts);
}

/* Decimal strings, exactly: 540000000 moved by -6 is 540. Numbers serve for drawing only. */
function moved(text, places) {
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) || [null, "", "0"];
  let digits = whole + part, point = whole.length + places;
  if (point <= 0) { digits = "0".repeat(1 - point) + digits; point = 1; }
  if (point > digits.length) digits += "0".repeat(point - digits.length);
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, ""), right = digits.slice(point);
  return sign + left + (right ? `.${right}` : "");
}
function rounded(text, places) {
  const scaled = moved(text, places), [whole, part = ""] = scaled.split("."), negative = whole.startsWith("-");
  let number = BigInt(whole.replace("-", ""));
  if (part && (part[0] > "5" || (part[0] === "5" && (/[1-9]/.test(part.slice(1)) || number % 2n === 1n)))) number += 1n;
  return moved(`${negative && number ? "-" : ""}${number}`, -places);
}
function grouped(text) {
  const [whole, part] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? `.${part}` : "");
}
function trimmed(text) { return text.includes(".") ? text.replace(/\.?0+$/, "") : text; }

/* How one fact is printed, so that computed numbers can stand beside it in the same scale: 1,186 百万元 → fraction 0, power 6. */
function scaleOf(fact) {
  const numbers = (fact.raw || "").replace(/[,，\s]/g, "").match(/\d+(?:\.\d+)?/g) || [];
  const decimals = fact.decimals === null ? 0 : fact.decimals;
  if (fact.unit === "ratio" && /[%％]/.test(fact.raw)) return { fraction: Math.max(0, decimals - 2), power: -2, percent: true };
  const fraction = numbers.length === 1 ? (numbers[0].split(".")[1] || "").length : Math.max(0, decimals);
  return { fraction, power: fraction - decimals, percent: fact.unit === "ratio" && fraction - decimals === -2 };
}
function inScale(text, scale, extra = 2) {
  return grouped(trimmed(rounded(moved(text, -scale.power), scale.fraction + extra))) + (scale.percent ? "%" : "");
}
function interval(low, high, scale) {
  if (low === null && high === null) return "–";
  if (low === null) return `≤ ${inScale(high, scale)}`;
  if (high === null) return `≥ ${inScale(low, scale)}`;
  const [a, b] = [inScale(low, scale), inScale(high, scale)];
  return a === b ? a : `${a} ~ ${b}`;
}

/* A value as people say it: 5.40 亿 CNY, 540 m CNY, 32.3%; its printed precision kept. */
function said(text, fact) {
  const decimals = fact.decimals === null ? 0 : fact.decimals;
  const size = text.replace("-", "").split(".")[0].length;
  if (fact.unit === "ratio") return `${grouped(rounded(moved(text, 2), Math.max(0, decimals - 2)))}%`;
  const steps = language === "zh" ? [[13, 12, "万亿"], [9, 8, "亿"], [5, 4, "万"]] : [[10, 9, " bn"], [7, 6, " m"]];
  const [, power, word] = steps.find(([from]) => size >= from) || [0, 0, ""];
  const kept = fact.decimals === null ? 2 : Math.max(0, decimals + power);
  return grouped(rounded(moved(text, -power), kept)) + word + (fact.unit ? ` ${fact.unit}` : "");
}
function valueText(fact) {
  if (fact.value !== null) return said(fact.value, fact);
  if (fact.low === null && fact.high === null) return "–";
  if (fact.low === null) return `≤ ${said(fact.high, fact)}`;
  if (fact.high === null) return `≥ ${said(fact.low, fact)}`;
  return `${said(fact.low, fact)} ~ ${said(fact.high, fact)}`;
}
function oneLine(text) { return (text || "").split(/\s*\n\s*/).join("").trim(); }
