"use strict";
// The list draws what is in sight; a page's record is read when it is opened. All text of pages goes in as text.
(() => {
  const ROW = 56;
  const TABS = ["Page", "Article", "Comments", "Removed", "Verdict", "Fields"];
  const SIDES = { title: "kept", body: "kept", comment: "said", field: "field" };
  const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
  const byId = (id) => document.getElementById(id);
  const index = JSON.parse(byId("index").textContent);
  const list = byId("list");
  const spacer = byId("spacer");
  const state = { shown: index, at: 0, tab: 0 };

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined && text !== null) fill(element, String(text));
    return element;
  };

  // Signs that would turn or hide the text around them are shown as what they are.
  const fill = (element, text) => {
    let at = 0;
    for (const found of text.matchAll(CONTROLS)) {
      element.append(text.slice(at, found.index));
      const sign = document.createElement("span");
      sign.className = "control";
      sign.textContent = "U+" + found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      element.append(sign);
      at = found.index + found[0].length;
    }
    element.append(text.slice(at));
  };

  const record = (entry) => JSON.parse(byId("page-" + entry.number).textContent);

  const drawList = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
    const last = Math.min(state.shown.length, first + Math.ceil(list.clientHeight / ROW) + 10);
    spacer.style.height = state.shown.length * ROW + "px";
    for (const old of list.querySelectorAll("[role=option]")) old.remove();
    for (let at = first; at < last; at += 1) list.append(option(state.shown[at], at));
    if (state.shown.length) list.setAttribute("aria-activedescendant", "option-" + state.at);
    else list.removeAttribute("aria-activedescendant");
  };

  const option = (entry, at) => {
    const row = make("div", null, { role: "option", id: "option-" + at, "aria-selected": String(at === state.at) });
    row.setAttribute("aria-posinset", String(at + 1));
    row.setAttribute("aria-setsize", String(state.shown.length));
    row.style.top = at * ROW + "px";
    row.append(make("span", entry.title || entry.url || "no title", { class: "what", dir: "auto" }));
    row.append(make("span", entry.how, { class: "how" }));
    row.addEventListener("click", () => open(at));
    return row;
  };

  const open = (at) => {
    state.at = Math.max(0, Math.min(at, state.shown.length - 1));
    const top = state.at * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
    drawList();
    drawPage();
  };

  const drawPage = () => {
    const panel = byId("panel");
    panel.replaceChildren();
    const entry = state.shown[state.at];
    byId("name").replaceChildren();
    if (!entry) {
      panel.append(make("p", "No page is left by these filters."));
      return;
    }
    fill(byId("name"), entry.url || entry.title || entry.path || "");
    const page = record(entry);
    panel.setAttribute("aria-labelledby", "tab-" + state.tab);
    panel.append(entry.failure ? drawFailure(page) : DRAWN[state.tab](page));
  };

  const drawRow = (label, rule, text, note) => {
    const row = make("div", null, { class: "row", "data-side": SIDES[label] || "cut", title: rule || "" });
    row.append(make("span", label + (note ? " (" + note + ")" : ""), { class: "label" }));
    row.append(make("span", text, { class: "text", dir: "auto" }));
    if (rule) row.append(make("span", rule, { class: "rule" }));
    return row;
  };

  const drawRows = (rows) => {
    const all = make("div");
    for (const row of rows) all.append(drawRow(row.label, row.rule, row.text, row.note));
    return all;
  };

  const drawTable = (head, rows) => {
    const table = make("table");
    const top = table.insertRow();
    for (const name of head) top.append(make("th", name, { scope: "col" }));
    for (const values of rows) {
      const row = table.insertRow();
      for (const value of values) row.append(make("td", value === null || value === undefined ? "" : value, { dir: "auto" }));
    }
    return table;
  };

  const drawComments = (page) => {
    const places = new Map();
    const all = make("div");
    for (const comment of page.comments) {
      const place = make("article", null, { class: "tree" });
      const facts = [comment.author, comment.date || comment.date_raw, ...comment.flags].filter(Boolean).join(", ");
      place.append(make("strong", facts || "unknown", { dir: "auto" }));
      if (comment.quoted_text) place.append(drawRow("quote", "", comment.quoted_text));
      place.append(drawRow("comment", comment.extracted_from, comment.text));
      places.set(comment.id, place);
      (places.get(comment.parent_id) || all).append(place);
    }
    if (!page.comments.length) all.append(make("p", "No comments."));
    return all;
  };

  const drawVerdict = (page) => {
    const all = make("div");
    const access = page.access;
    all.append(drawTable(["", ""], [
      ["status", access.status], ["complete", access.complete], ["declared free", access.declared_free],
      ["confidence", access.confidence], ["kind", page.kind], ["language", page.language],
    ]));
    all.append(make("h2", "Evidence"));
    all.append(drawTable(["witness", "rule", "weight", "words"], access.evidence.map((e) => [e.source, e.rule, e.weight, e.text])));
    all.append(make("h2", "Warnings"));
    all.append(drawTable(["warning"], page.warnings.map((w) => [w])));
    return all;
  };

  const drawFields = (page) => {
    const article = page.article;
    if (!article) return make("p", "No article.");
    const names = ["title", "authors", "date", "date_modified", "sitename", "description", "categories", "tags", "image", "license"];
    const value = (name) => (Array.isArray(article[name]) ? article[name].join(", ") : article[name]);
    return drawTable(["field", "value", "witness"], names.map((name) => [name, value(name), article.sources[name]]));
  };

  const drawFailure = (failure) => drawTable(["", ""], [
    ["stage", failure.stage], ["reason", failure.reason], ["detail", failure.detail],
    ["path", failure.source.path], ["address", failure.source.url],
  ]);

  const DRAWN = [
    (page) => drawRows(page.rows),
    (page) => drawRows(page.rows.filter((row) => row.label === "title" || row.label === "body")),
    drawComments,
    (page) => drawRows(page.rows.filter((row) => !["title", "body", "comment"].includes(row.label))),
    drawVerdict,
    drawFields,
  ];

  const chooseTab = (at) => {
    state.tab = at;
    document.querySelectorAll("[role=tab]").forEach((tab, number) => {
      tab.setAttribute("aria-selected", String(number === at));
      tab.tabIndex = number === at ? 0 : -1;
    });
    drawPage();
  };

  const filter = () => {
    const words = byId("words").value.toLowerCase();
    const wanted = ["host", "verdict", "label", "failure"].map((name) => [name, byId(name).value]).filter(([, value]) => value);
    const fits = (entry) => wanted.every(([name, value]) => (name === "label" ? entry.labels.includes(value) : entry[name] === value))
      && (!words || (entry.title + " " + entry.url).toLowerCase().includes(words));
    state.shown = index.filter(fits);
    byId("count").textContent = state.shown.length + " of " + index.length + " pages";
    list.scrollTop = 0;
    open(0);
  };

  const choices = () => {
    for (const name of ["host", "verdict", "failure"]) {
      const values = new Set(index.map((entry) => entry[name]).filter(Boolean));
      for (const value of [...values].sort()) byId(name).append(make("option", value, { value }));
    }
    const labels = new Set(index.flatMap((entry) => entry.labels));
    for (const value of [...labels].sort()) byId("label").append(make("option", value, { value }));
  };

  const onKey = (event) => {
    const isTyping = ["INPUT", "SELECT"].includes(document.activeElement.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") document.activeElement.blur();
    if (isTyping) return;
    if (event.key === "j" || event.key === "ArrowDown") open(state.at + 1);
    else if (event.key === "k" || event.key === "ArrowUp") open(state.at - 1);
    else if (event.key === "/") byId("words").focus();
    else if (/^[1-9]$/.test(event.key) && Number(event.key) <= TABS.length) chooseTab(Number(event.key) - 1);
    else return;
    event.preventDefault();
  };

  TABS.forEach((name, at) => {
    const tab = make("button", name, { role: "tab", id: "tab-" + at, type: "button", "aria-controls": "panel" });
    tab.addEventListener("click", () => chooseTab(at));
    byId("tabs").append(tab);
  });
  choices();
  for (const name of ["host", "verdict", "label", "failure"]) byId(name).addEventListener("change", filter);
  byId("words").addEventListener("input", filter);
  list.addEventListener("scroll", drawList);
  addEventListener("resize", drawList);
  document.addEventListener("keydown", onKey);
  chooseTab(0);
  filter();
})();
