// The screen of a clerk with a scanner. Every scan is written to the browser's store first and shown at once; it goes to the
// node when there is a line. Each has an id of its own: sent twice, it is one.
import "./clerk-store.js";
import { bars, coded, short } from "./clerk-label.js";

const $ = (id) => document.getElementById(id);
const words = Object.fromEntries([...document.querySelectorAll("#words li")].map((li) => [li.dataset.key, li.textContent]));
const language = document.documentElement.lang === "en" ? "en" : "ar";
const user = document.body.querySelector("[data-user]").dataset.user;
const store = self.clerkStore;
const { DAY, put, get } = store;
const begun = Date.now();
const SYNC_EVERY = 5000;
const WORK_EVERY = 30000;

// ---- the browser's store, and what of it is in memory: a scan must not become slower with the shift

const rows = new Map(); // by id
const tally = { waiting: 0, closings: new Map(), others: new Map(), notes: new Map(), leaves: new Map(), kinds: new Map(), refused: new Map(), alerts: new Map() };

function add(counts, key, by) {
  const count = (counts.get(key) || 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

function tallied(row, by) {
  if (row.state === "waiting") {
    if (row.user === user) tally.waiting += by;
    else add(tally.others, row.user, by);
  }
  if (row.user === user && row.state !== "draft" && !row.isMore && Date.parse(row.fact.captured) > begun - DAY) add(tally.kinds, row.fact.kind + (row.fact.event ? " " + row.fact.event : ""), by);
  for (const [list, holds] of [[tally.closings, row.state === "waiting" && row.user === user && Boolean(row.wish)], [tally.notes, row.user === user && Boolean(row.lines)], [tally.leaves, row.user === user && Boolean(row.leave)], [tally.refused, row.state === "refused"], [tally.alerts, isAlert(row)]]) {
    if (holds && by > 0) list.set(row.id, row);
    else list.delete(row.id);
  }
}

function remember(row) {
  forget(row.id);
  rows.set(row.id, row);
  tallied(row, 1);
}

function forget(id) {
  const before = rows.get(id);
  if (before) tallied(before, -1);
  rows.delete(id);
}

async function keep(changed, removed = []) {
  await store.keep(changed, removed);
  changed.forEach(remember);
  removed.forEach(forget);
}

// ---- what is known here

let office = (await get("place", "office"))?.value || $("office").value;
$("office").value = office;
let mode = "receive";
let work = { expected: [], bags: [], offset: "+00:00", year: new Date().getFullYear() };
let receptacle = null; // the one whose content is being scanned
let seen = null; // what was scanned last when receiving: an item, perhaps in a receptacle, or a receptacle
let dispatch = null; // its dispatch
let bag = null; // the one being filled
let labelled = null; // the receptacle that was closed last, for its label
let taking = false; // whether items are taken out of receptacles
let held = new Set(); // items that may not leave yet
const choices = new Map(); // which closed receptacles go, where the clerk chose
let last = []; // what can be undone
let order = 0;
let online = navigator.onLine;

function local(instant) {
  const [, sign, hours, minutes] = work.offset.match(/([+-])(\d\d):(\d\d)/) || [null, "+", "00", "00"];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60000 : 60000);
  return new Date(instant.getTime() + shift).toISOString().slice(0, 19);
}

function yearOf(id) {
  const latest = new Date(Date.parse(local(new Date()) + "Z") + 86400000).getUTCFullYear();
  return latest - ((((latest - Number(id[15])) % 10) + 10) % 10);
}

const keyOf = (id) => yearOf(id) + "-" + id.slice(0, 20);

function westernDigits(text) {
  return text
    .replace(/[٠-٩]/g, (c) => c.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (c) => c.charCodeAt(0) - 0x6f0);
}

// Kilograms as people write them (2.45, 2,45, ٢٫٤٥) in grams: 0 where nothing stands, NaN where it is no weight.
function gramsOf(text) {
  const written = westernDigits(text.trim()).replace(/[,٫]/, ".");
  return /^[0-9]*\.?[0-9]*$/.test(written) ? Math.round(Number(written) * 1000) : NaN;
}

function wrongWeight(field, text) {
  field.select();
  field.focus();
  return signal("bad", text, ["weight-wrong"]);
}

// In which condition things are found, from good to worst.
const CONDITIONS = [...$("condition").options].map((each) => each.value);
const worse = (one, other) => (CONDITIONS.indexOf(other || "GOOD") > CONDITIONS.indexOf(one || "GOOD") ? other : one || "GOOD");
const conditionWord = (each) => [...$("condition").options].find((one) => one.value === each)?.textContent || each;

function normalised(text) {
  return westernDigits(text)
    .replace(/[\s\p{Pd}\p{Cf}]/gu, "")
    .toUpperCase();
}

const isReceptacle = (text) => /^[A-Z]{2}[A-Z0-9]{10}[A-D][A-Z]{2}\d{14}$/.test(text);
const isItem = (text) => /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text);

function checkDigit(item) {
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((s, w, i) => s + w * Number(item[2 + i]), 0);
  const c = 11 - (sum % 11);
  return c === 10 ? 0 : c === 11 ? 5 : c;
}

const printed = (text) =>
  isReceptacle(text)
    ? [text.slice(0, 6), text.slice(6, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20, 23), text.slice(23)].join(" ")
    : isItem(text)
      ? [text.slice(0, 2), text.slice(2, 5), text.slice(5, 8), text.slice(8, 11), text.slice(11)].join(" ")
      : text;

const labelGrams = (id) => (id.endsWith("9999") ? undefined : Number(id.slice(25)) * 100);

const dispatchPrinted = (id) => [id.slice(0, 6), id.slice(6, 12), id.slice(12, 16), id.slice(16)].join(" ");

function findDispatch(key) {
  return work.expected.find((each) => each.key === key);
}

function dispatchOf(id) {
  const key = keyOf(id);
  let found = findDispatch(key);
  const done = work.done?.find((each) => each.key === key);
  if (!found && done) {
    // something of it came after all
    work.done = work.done.filter((each) => each !== done);
    work.expected.unshift(done);
    return done;
  }
  if (!found) {
    found = { key, id: id.slice(0, 20), advised: false, expected: "", receptacles: [] };
    work.expected.unshift(found);
  }
  return found;
}

// ---- recording

// An id that stands behind those made before it (UUID version 7): what is put and taken back within a second keeps its order.
let latest = 0;
let tick = 0;
function orderedId(at) {
  tick = at > latest ? 0 : (tick + 1) % 4096;
  latest = Math.max(at, latest) + (at <= latest && tick === 0 ? 1 : 0);
  const time = latest.toString(16).padStart(12, "0");
  return time.slice(0, 8) + "-" + time.slice(8) + "-7" + tick.toString(16).padStart(3, "0") + crypto.randomUUID().slice(18);
}

// All that is being written to the store: what counts what was scanned waits for it.
let recording = Promise.resolve();

// @param said what the screen says of it by itself
// @param isMore whether it is more of what was counted already
function record(kind, what, said = [], isMore = false) {
  const work = recorded(kind, what, said, isMore);
  recording = Promise.allSettled([recording, work]);
  return work;
}

async function recorded(kind, what, said, isMore) {
  const now = new Date();
  const fact = { id: orderedId(now.getTime()), office, wall: local(now), offset: work.offset, captured: now.toISOString(), kind, ...what };
  const row = { id: fact.id, order: now.getTime() * 1000 + (order++ % 1000), user, office, state: "waiting", fact, said: [...said], ...(isMore ? { isMore } : {}) };
  await keep([row]);
  apply(fact);
  if (fact.receptacle) await renewNote(keyOf(fact.receptacle));
  later(sync, 150);
  return row;
}

// How something was found: the worst condition and the last weight hold.
function weighed(one, fact) {
  one.condition = worse(one.condition, fact.condition);
  if (fact.grams) one.weighed = fact.grams;
}

// What a scan changes on this screen, at once and again after a reload without a line.
function apply(fact) {
  switch (fact.kind) {
    case "receptacle-seen": {
      const found = dispatchOf(fact.receptacle);
      let one = found.receptacles.find((each) => each.id === fact.receptacle);
      if (!one) {
        one = { id: fact.receptacle, advised: false, state: "RECEIVED", seal: "", grams: labelGrams(fact.receptacle), items: [] };
        found.receptacles.push(one);
      }
      weighed(one, fact);
      one.state = one.state === "CHECKED" ? "CHECKED" : one.advised || !found.advised ? "RECEIVED" : "EXCESS";
      break;
    }
    case "receptacle-checked": {
      const one = dispatchOf(fact.receptacle).receptacles.find((each) => each.id === fact.receptacle);
      if (one) {
        if (one.state !== "EXCESS") one.state = "CHECKED";
        one.items.forEach((each) => { if (each.state === "AWAITED") each.state = "MISSING"; });
      }
      break;
    }
    case "item-seen": {
      if (!fact.receptacle) break;
      const found = dispatchOf(fact.receptacle);
      const here = found.receptacles.find((each) => each.id === fact.receptacle);
      if (!here) break;
      let item = here.items.find((each) => each.id === fact.item);
      if (item) {
        if (item.state === "AWAITED" || item.state === "MISSING") item.state = "FOUND";
      } else {
        const elsewhere = found.receptacles.some((other) => other !== here && other.items.some((each) => each.id === fact.item && each.state !== "MISPLACED"));
        item = { id: fact.item, state: elsewhere ? "MISPLACED" : found.advised ? "EXCESS" : "FOUND" };
        here.items.push(item);
      }
      weighed(item, fact);
      break;
    }
    case "dispatch-received": {
      work.done = [...(work.done || []), ...work.expected.filter((each) => each.key === fact.dispatch)];
      work.expected = work.expected.filter((each) => each.key !== fact.dispatch);
      break;
    }
    case "consignment-handed-over":
      work.leaving = (work.leaving || []).map((each) => ({ ...each, receptacles: each.receptacles.filter((one) => !fact.receptacles.includes(one.id)) })).filter((each) => each.receptacles.length);
      break;
    case "dispatch-closing":
      work.bags = work.bags.filter((each) => !fact.bags.includes(each.id));
      break;
    case "bag-opened":
      work.bags.push({ id: fact.bag, series: fact.series, type: fact.type, closed: false, grams: 0, seal: "", items: [], letters: [], count: 0 });
      break;
    case "item-put": {
      const one = work.bags.find((each) => each.id === fact.bag);
      if (one && !one.items.includes(fact.item)) { one.items.push(fact.item); one.count++; }
      break;
    }
    case "item-taken": {
      const one = work.bags.find((each) => each.id === fact.bag);
      if (one && one.items.includes(fact.item)) {
        one.items = one.items.filter((each) => each !== fact.item);
        one.count--;
        // whoever took it out has opened the receptacle again
        Object.assign(one, { closed: false, grams: 0, seal: "" });
      }
      break;
    }
    case "letters-put": {
      const one = work.bags.find((each) => each.id === fact.bag);
      if (!one) break;
      const others = (one.letters || []).filter((each) => each.format !== fact.bulk.format);
      one.letters = fact.bulk.items > 0 ? [...others, fact.bulk] : others;
      one.count = one.items.length + one.letters.reduce((sum, each) => sum + each.items, 0);
      break;
    }
    case "bag-closed": {
      const one = work.bags.find((each) => each.id === fact.bag);
      if (one) Object.assign(one, { closed: true, grams: fact.grams, seal: fact.seal || "" });
      break;
    }
  }
}

// ---- scanning

async function scan(raw) {
  const text = normalised(raw);
  if (!text) return;
  if (/^WASL(DONE|RECEIVED|UNDO|RECEIVE|EVENTS|FILL|SHIFT|NOTES|LEAVE|TAKE|SEEN|OPEN|CLOSE|LABEL)$/.test(text)) return command(text.slice(4).toLowerCase());
  const ours = text.match(/^WASLB\/([0-9A-F]{8})$/);
  if (ours) return bagOf(ours[1]);
  const condition = CONDITIONS.find((each) => "WASL" + each.replace("_", "") === text.replace("_", ""));
  if (condition) return conditioned(condition);
  const scale = text.match(/^WASLKG(?:\/(\d{1,5}(?:[.,٫]\d{1,3})?))?$/);
  if (scale) return weigh(scale[1]);
  const letters = text.match(/^WASL([PGE])(?:\/(\d{1,6})\/(\d{1,5}(?:[.,]\d{1,3})?))?$/);
  if (letters) return count(letters[1], letters[2], letters[3]);
  if (mode === "receive") return receive(text);
  if (mode === "fill") return taking ? take(text) : fill(text);
  if (mode === "events") return happen(text);
  if (mode === "notes") return choose(text);
  if (mode === "leave") return isReceptacle(text) ? putIn(text) : signal("bad", text, ["no-receptacle"]);
  signal("warn", text, ["mode"]);
}

function itemRemarks(text) {
  if (!isItem(text)) return ["NOT_S10"];
  return checkDigit(text) === Number(text[10]) ? [] : ["WRONG_CHECK_DIGIT"];
}

// What stands in the fields: how what is scanned next is found, or by F3 how the last was.
function finding() {
  const condition = $("condition").value;
  const grams = gramsOf($("weight").value);
  return { ...(condition === "GOOD" ? {} : { condition }), ...(grams > 0 ? { grams } : {}), isWrong: Number.isNaN(grams) };
}

function emptied() {
  $("condition").value = "GOOD";
  $("weight").value = "";
}

// An item, as listed in whatever receptacle.
const listedItem = (found, id) => found.receptacles.flatMap((each) => each.items).find((each) => each.id === id && !["EXCESS", "MISPLACED"].includes(each.state));

function remarksOf(how, declared, tolerance) {
  const differs = how.grams && declared !== undefined && tolerance !== undefined && Math.abs(how.grams - declared) > tolerance;
  return [...(how.condition ? ["DAMAGED"] : []), ...(differs ? ["WEIGHT_DIFFERENT"] : [])];
}

// A bar code says the condition of what was scanned last; WASL-GOOD empties the field for the next.
async function conditioned(condition) {
  if (mode !== "receive") return signal("warn", "", ["mode"]);
  if (condition !== "GOOD") return amend({ condition });
  $("condition").value = condition;
  signal("good", "", [], conditionWord(condition));
}

// A bar code says a weight: of what was scanned last, or of the receptacle being filled.
async function weigh(kilograms) {
  const field = { receive: "weight", fill: "bagweight" }[mode];
  if (!field) return signal("warn", "", ["mode"]);
  if (kilograms === undefined) return $(field).focus();
  if (mode === "receive") return amend({ grams: gramsOf(kilograms) });
  $(field).value = kilograms;
  signal("good", "", [], kg(gramsOf(kilograms)));
}

// What is found of the last scan after it: it is scanned once more, so that nothing that was sent is changed.
async function amend({ condition, grams }) {
  if (!seen) return signal("bad", "", ["scan-first"]);
  if (!condition && !(grams > 0)) return signal("warn", "", ["nothing-found"]);
  const how = { ...(condition ? { condition } : {}), ...(grams > 0 ? { grams } : {}) };
  const found = seen.receptacle ? dispatchOf(seen.receptacle) : { receptacles: [] };
  const declared = seen.item ? listedItem(found, seen.item) : found.receptacles.find((each) => each.id === seen.receptacle);
  const remarks = remarksOf(how, declared?.grams, seen.item ? work.itemTolerance : work.tolerance);
  const row = seen.item ? await record("item-seen", { ...seen, event: "EMD", ...how }, remarks, true) : await record("receptacle-seen", { receptacle: seen.receptacle, condition: "GOOD", ...how }, remarks, true);
  last.push(row.id);
  signal(toneOf(remarks), seen.item || seen.receptacle, remarks.filter((each) => each !== "DAMAGED"), foundSo(how));
}

const foundSo = (how) => [how.condition && conditionWord(how.condition), how.grams > 0 && kg(how.grams)].filter(Boolean).join(" · ");

async function receive(text) {
  const { isWrong, ...how } = finding();
  if (isWrong) return wrongWeight($("weight"), text);
  if (isReceptacle(text)) {
    const found = dispatchOf(text);
    const before = found.receptacles.find((each) => each.id === text);
    const remarks = [];
    if (text.slice(6, 12) !== office) remarks.push("OTHER_OFFICE");
    if (!found.advised) remarks.push("ADVICE_MISSING");
    else if (!before || !before.advised) remarks.push("NOT_DECLARED");
    remarks.push(...remarksOf(how, before ? before.grams : labelGrams(text), work.tolerance));
    // before anything is awaited: what is typed or scanned meanwhile is of the next, and in this one
    emptied();
    receptacle = text;
    dispatch = found.key;
    seen = { receptacle: text };
    const again = before && ["RECEIVED", "CHECKED", "EXCESS"].includes(before.state);
    if (!again || how.condition || how.grams) {
      const row = await record("receptacle-seen", { receptacle: text, condition: "GOOD", ...how }, remarks);
      last.push(row.id);
    } else {
      remarks.push("KNOWN");
    }
    return signal(toneOf(remarks), text, remarks, foundSo(how));
  }
  if (text.length < 5) return signal("warn", text, ["unknown"]);
  emptied();
  const remarks = itemRemarks(text);
  seen = { item: text, ...(receptacle ? { receptacle } : {}) };
  if (!receptacle) {
    const row = await record("item-seen", { item: text, event: "EMD", ...how }, remarks);
    last.push(row.id);
    return signal("warn", text, [...remarks, "no-receptacle"], foundSo(how));
  }
  const found = dispatchOf(receptacle);
  const here = found.receptacles.find((each) => each.id === receptacle);
  const listed = found.receptacles.find((each) => each.items.some((one) => one.id === text && !["EXCESS", "MISPLACED"].includes(one.state)));
  const known = here?.items.find((each) => each.id === text);
  if (known && ["FOUND", "EXCESS", "MISPLACED"].includes(known.state)) remarks.push("KNOWN");
  else if (!found.advised) remarks.push("ADVICE_MISSING");
  else if (!listed) remarks.push("NOT_DECLARED");
  else if (listed !== here) remarks.push("DECLARED_ELSEWHERE");
  remarks.push(...remarksOf(how, listedItem(found, text)?.grams, work.itemTolerance));
  if (!remarks.includes("KNOWN") || how.condition || how.grams) {
    const row = await record("item-seen", { item: text, event: "EMD", receptacle, ...how }, remarks);
    last.push(row.id);
  }
  signal(toneOf(remarks), text, remarks, foundSo(how));
}

async function fill(text) {
  const open = work.bags.find((each) => each.id === bag && !each.closed);
  if (!open) return signal("bad", text, ["open-first"]);
  if (isReceptacle(text)) return signal("bad", text, ["not-an-item"]);
  const remarks = itemRemarks(text);
  const wrong = wrongClass(text, open.series);
  if (wrong) return signal("bad", text, ["wrong-service"]);
  if (held.has(text)) return signal("bad", text, ["HELD"]);
  if (open.items.includes(text)) return signal("warn", text, ["KNOWN"]);
  if (work.bags.some((each) => each !== open && each.items.includes(text))) remarks.push("IN_ANOTHER_BAG");
  const grams = gramsOf($("itemweight").value);
  if (Number.isNaN(grams)) return wrongWeight($("itemweight"), text);
  const format = open.series[13] === "U" ? $("itemformat").value : "";
  if (open.series[13] === "U" && !format) remarks.push("format-missing");
  $("itemweight").value = ""; // before anything is awaited: what is typed meanwhile is of the next item
  await record("item-put", { bag, item: text, ...(grams > 0 ? { grams } : {}), ...(format ? { format } : {}) }, remarks);
  last.push({ bag, item: text });
  signal(toneOf(remarks), text, remarks);
}

// An item is taken out of the receptacle in work that it is in, first of the chosen one. A closed one is open again.
async function take(text) {
  if (isReceptacle(text)) return signal("bad", text, ["not-an-item"]);
  const holding = work.bags.filter((each) => each.items.includes(text));
  const from = holding.find((each) => each.id === bag) || holding[0];
  if (!from) return signal("bad", text, ["in-none"]);
  const wasClosed = from.closed;
  await record("item-taken", { bag: from.id, item: text });
  last.push({ bag: from.id, item: text, back: true });
  choices.delete(from.id);
  bag = from.id;
  const remarks = holding.length > 1 ? ["IN_ANOTHER_BAG"] : [];
  signal(wasClosed || remarks.length ? "warn" : "good", text, [wasClosed ? "taken-open-again" : "taken", ...remarks], from.series.slice(6, 15));
}

function takeOut(begins) {
  if (mode !== "fill") show("fill");
  taking = begins;
  signal(begins ? "warn" : "good", "", [begins ? "taking" : "filling"]);
  $("scan").focus();
}

// Letters that are not listed one by one, by format: the number and weight of all of them in the receptacle. Their bar code
// says it all (WASL-P/120/2.450), or only the format, and number and weight are typed.
async function count(format, items, kilograms) {
  if (mode !== "fill") show("fill");
  const open = work.bags.find((each) => each.id === bag && !each.closed);
  if (!open) return signal("bad", format, ["open-first"]);
  if (open.series[13] !== "U") return signal("bad", format, ["wrong-service"]);
  if (items === undefined) {
    $("lettersformat").value = format;
    $("lettersitems").value = "";
    $("lettersweight").value = "";
    draw();
    $("lettersitems").focus();
    return;
  }
  const bulk = { format, items: Number(items), grams: gramsOf(kilograms) };
  if (Number.isNaN(bulk.grams)) return signal("bad", format, ["weight-wrong"]);
  if (!Number.isInteger(bulk.items) || !(bulk.items >= 0 && bulk.items <= 999999) || !(bulk.grams >= 0 && bulk.grams <= 99999999) || (bulk.items > 0) !== (bulk.grams > 0))
    return signal("bad", format, ["letters-wrong"]);
  const before = (open.letters || []).find((each) => each.format === format);
  await record("letters-put", { bag, bulk });
  last.push({ bag, bulk: before || { format, items: 0, grams: 0 } });
  signal("good", format, ["letters-put"], bulk.items + " · " + kg(bulk.grams));
}

const kg = (grams) => (grams / 1000).toFixed(3) + " kg";

// Items of one class do not go into mail of another; what is agreed between posts goes anywhere.
function wrongClass(text, series) {
  if (!isItem(text)) return false;
  const mail = { E: "E", C: "C", H: "C", R: "U", V: "U", L: "U", U: "U", M: "U", Q: "U" }[text[0]];
  return mail !== undefined && mail !== series[13];
}

async function happen(text) {
  if (isReceptacle(text)) return signal("bad", text, ["not-an-item"]);
  const remarks = itemRemarks(text);
  const event = $("code").value;
  const reason = $("reason").value;
  const measure = $("measure").value;
  const what = { item: text, event };
  if (event === "EMH" && reason) what.reason = reason;
  if (event === "EMH" && measure) what.measure = measure;
  const row = await record("item-seen", what, remarks);
  last.push(row.id);
  signal(toneOf(remarks), text, remarks, event);
}

const toneOf = (remarks) => (remarks.length === 0 || remarks.every((each) => each === "KNOWN") ? "good" : "warn");

async function command(name) {
  switch (name) {
    case "done":
      if (mode === "receive" && receptacle) {
        const checked = receptacle;
        receptacle = null; // what is scanned meanwhile is not in it
        await recording;
        await record("receptacle-checked", { receptacle: checked });
        const missing = dispatchOf(checked).receptacles.find((each) => each.id === checked)?.items.filter((each) => each.state === "MISSING") || [];
        signal(missing.length ? "warn" : "good", checked, missing.length ? ["items-missing"] : ["checked"], missing.length || "");
      } else if (mode === "fill" && bag) {
        await closeBag();
      } else if (mode === "notes") {
        await writeNote();
      } else if (mode === "leave") {
        await leave();
      }
      break;
    case "received":
      if (dispatch) {
        const received = dispatch;
        dispatch = receptacle = seen = null;
        await recording;
        await finish(received);
      }
      break;
    case "undo":
      await (mode === "notes" ? dropNote() : mode === "leave" && vehicle.length ? putIn(vehicle.at(-1)) : undo());
      break;
    case "seen":
      await confirm();
      break;
    case "take":
      takeOut(!taking);
      break;
    case "open":
      if (mode !== "fill") show("fill");
      $("open-bag").requestSubmit();
      break;
    case "close":
      await closeOnlyOne();
      break;
    case "label":
      printLabel(labelled);
      break;
    case "amend": {
      const { isWrong, ...how } = finding();
      if (isWrong) return wrongWeight($("weight"), "");
      emptied();
      await amend(how);
      $("scan").focus();
      break;
    }
    case "receive": case "events": case "fill": case "shift": case "notes": case "leave":
      show(name);
      break;
  }
  draw();
}

// What the node said of scans and the screen did not, of this clerk, until it is confirmed; the oldest first.
const isOfTheClock = (each) => each.state === "sent" && each.remarks.every((one) => one === "FROM_THE_FUTURE");

// That the clock of the device is ahead is said once, of the first scan.
function alertsNow() {
  const all = [...tally.alerts.values()].sort((a, b) => a.order - b.order);
  const clock = all.find(isOfTheClock);
  return all.filter((each) => each === clock || !isOfTheClock(each));
}

const heard = new Set();
const isAlert = (each) => each.user === user && !each.seen && (each.state === "refused" || (each.state === "draft" && each.changed) || (each.state === "waiting" && each.later) || (each.state === "sent" && each.remarks?.length > 0));
const GRAVE = ["BAG_DISPATCHED", "BAG_NOT_OPEN", "HELD"];
const gravity = (each) => (["draft", "waiting"].includes(each.state) ? "warn" : each.state === "refused" || each.remarks.some((one) => GRAVE.includes(one)) ? "bad" : "warn");

async function confirm() {
  const first = alertsNow()[0];
  if (!first) return signal("warn", "", ["nothing-to-confirm"]);
  const same = isOfTheClock(first) ? [...tally.alerts.values()].filter(isOfTheClock) : [first];
  await keep(same.map((each) => ({ ...each, seen: true })));
  signal("good", subjectOf(first.fact), ["confirmed"]);
}

const subjectOf = (fact) => fact.dispatch?.slice(5) || fact.item || fact.receptacle || fact.bulk?.format || fact.series || fact.receptacles?.[0] || "";
const refusalOf = (row) => row.refusal?.[language] || row.text || words["unreadable"];

function drawAlerts() {
  const alerts = alertsNow();
  $("alerts").hidden = alerts.length === 0;
  $("alerts-many").textContent = alerts.length > 1 ? "1 / " + alerts.length : "";
  replace(
    $("alerts-list"),
    ...alerts.slice(0, 10).map((each, at) => {
      const tone = gravity(each);
      const texts = each.state === "refused" ? [words["not-taken"], refusalOf(each)] : each.state === "draft" ? [words["note-changed"], changeOf(each)] : each.state === "waiting" ? [words["waits-there"], each.later[language]] : each.remarks.map((one) => words["remark." + one] || one);
      return element("li", { class: at === 0 ? "signal " + tone : "" }, element("span", { class: "sign-mark", "aria-hidden": "true", text: { warn: "!", bad: "✕" }[tone] }), " ", element("strong", { text: words["tone." + tone] }), " ", code(printed(subjectOf(each.fact))), " ", element("span", { text: [...texts, words["kind." + each.fact.kind]].join(" · ") }), " ", code(each.fact.wall.slice(11, 16)));
    }));
  const fresh = alerts.filter((each) => !heard.has(each.id));
  fresh.forEach((each) => heard.add(each.id));
  if (fresh.length) sound(fresh.some((each) => gravity(each) === "bad") ? "bad" : "warn");
}

async function finish(key) {
  const found = findDispatch(key);
  if (!found) return;
  const missing = found.receptacles.filter((each) => each.state === "AWAITED").length;
  await record("dispatch-received", { dispatch: found.key });
  const isOffered = await offerNote(found);
  signal(missing || isOffered ? "warn" : "good", found.id, missing ? ["bags-missing"] : ["received"], [missing || "", isOffered ? words["note-offered"] : ""].filter(Boolean).join(" · "));
}

// ---- verification notes, as far as this device knows what is wrong

// What the screen finds itself; the rest the declaration contradicts by itself, and the node said so.
const FOUND_HERE = ["ADVICE_MISSING", "RECEPTACLE_MISSING", "RECEPTACLE_EXCESS", "RECEPTACLE_DAMAGED", "WEIGHT_DIFFERENT", "ITEM_MISSING", "ITEM_EXCESS", "ITEM_MISPLACED", "ITEM_DAMAGED", "ITEM_WEIGHT_DIFFERENT"];
const MOST_LINES = 2000;

// What is wrong with a dispatch that is accounted for, in the words of the node: said otherwise, it would not be taken.
function wrongOf(found) {
  const wrong = (found.wrong || []).filter((each) => !FOUND_HERE.includes(each.kind));
  const add = (kind, subject, expected, is) => wrong.push({ kind, subject, expected, found: is });
  const how = (one, declared, tolerance, damaged, differs) => {
    if (one.condition && one.condition !== "GOOD") add(damaged, one.id, "GOOD", one.condition);
    if (one.weighed && declared !== undefined && Math.abs(one.weighed - declared) > tolerance) add(differs, one.id, declared + " g", one.weighed + " g");
  };
  const isListed = (each) => !["EXCESS", "MISPLACED"].includes(each.state);
  const isFound = (each) => ["FOUND", "EXCESS", "MISPLACED"].includes(each.state);
  const listed = new Map();
  const seenItems = new Set();
  if (!found.advised) add("ADVICE_MISSING", found.id, "", "");
  for (const one of found.receptacles) {
    for (const item of one.items) {
      if (found.advised && isListed(item) && !listed.has(item.id)) listed.set(item.id, { grams: item.grams, receptacle: one.id });
      if (isFound(item)) seenItems.add(item.id);
    }
  }
  for (const one of found.receptacles) {
    if (["AWAITED", "MISSING"].includes(one.state)) {
      add("RECEPTACLE_MISSING", one.id, one.id, "");
      continue;
    }
    if (one.state === "MISSENT") continue;
    if (one.state === "EXCESS") add("RECEPTACLE_EXCESS", one.id, "", one.id);
    how(one, one.grams, work.tolerance, "RECEPTACLE_DAMAGED", "WEIGHT_DIFFERENT");
    for (const item of one.items) {
      const place = listed.get(item.id);
      if (!isFound(item)) {
        if (!seenItems.has(item.id)) add("ITEM_MISSING", item.id, one.id, "");
        continue;
      }
      if (place && place.receptacle !== one.id) add("ITEM_MISPLACED", item.id, place.receptacle, one.id);
      else if (!place && found.advised && !one.counted) add("ITEM_EXCESS", item.id, "", one.id);
      how(item, place?.grams, work.itemTolerance, "ITEM_DAMAGED", "ITEM_WEIGHT_DIFFERENT");
    }
  }
  return wrong.slice(0, MOST_LINES);
}

// A draft is kept until its clerk writes it or drops it; of one dispatch there is one.
async function offerNote(found) {
  const lines = found.id.slice(6, 12) === office ? wrongOf(found).map((each) => ({ ...each, on: true, state: "" })) : [];
  const before = drafts().filter((each) => each.fact.dispatch === found.key).map((each) => each.id);
  const now = new Date();
  const id = crypto.randomUUID();
  const fact = { id, kind: "note-wished", dispatch: found.key, wall: local(now), captured: now.toISOString() };
  const row = { id, order: now.getTime() * 1000 + (order++ % 1000), user, office, state: "draft", fact, lines, text: "", said: [] };
  if (lines.length || before.length) await keep(lines.length ? [row] : [], before);
  return lines.length > 0;
}

// What comes after a dispatch was received changes its draft; what its clerk chose stays.
async function renewNote(key) {
  const draft = drafts().find((each) => each.fact.dispatch === key && !each.changed);
  const found = draft && findDispatch(key);
  if (!found || (!found.advised && !draft.lines.some((each) => each.kind === "ADVICE_MISSING"))) return;
  const before = new Map(draft.lines.map((each) => [JSON.stringify(linePart(each)), each]));
  const lines = wrongOf(found).map((each) => before.get(JSON.stringify(linePart(each))) || { ...each, on: true, state: "" });
  await keep(lines.length ? [{ ...draft, lines }] : [], lines.length ? [] : [draft.id]);
}

const drafts = () => [...tally.notes.values()].filter((each) => each.state === "draft").sort((a, b) => a.order - b.order);
const changeOf = (row) => row.changed?.[language] || words["unreadable"];
const linePart = ({ kind, subject, expected, found }) => ({ kind, subject, expected, found });

// The note is kept before it is told, like the wish to close a dispatch; another clerk signs it when there is a line.
async function writeNote() {
  const draft = drafts()[0];
  if (!draft) return signal("warn", "", ["no-note"]);
  const chosen = draft.lines.filter((each) => each.on);
  if (!chosen.length) return signal("bad", draft.fact.dispatch.slice(5), ["note-empty"]);
  const { changed, ...rest } = draft;
  const note = { id: draft.id, dispatch: draft.fact.dispatch, irregularities: chosen.map(linePart), text: $("notetext").value.trim() };
  await keep([{ ...rest, state: "waiting", note, text: note.text }]);
  const waits = () => rows.get(draft.id)?.state === "waiting" && !rows.get(draft.id).later;
  for (let i = 0; i < MOST_TRIES && waits(); i++) {
    if (!(await sync())) break;
  }
  const said = rows.get(draft.id)?.state;
  // where the dispatch has changed the draft is there again, and stands above all else
  if (said === "sent") signal("good", draft.fact.dispatch.slice(5), ["note-told"], chosen.length);
  else if (said === "waiting") signal("warn", draft.fact.dispatch.slice(5), ["note-waits"], chosen.length);
}

// Twice, since it cannot be had back.
let dropping = "";
async function dropNote() {
  const draft = drafts()[0];
  if (!draft) return signal("warn", "", ["nothing-to-undo"]);
  const number = draft.fact.dispatch.slice(5);
  if (dropping !== draft.id) {
    dropping = draft.id;
    return signal("warn", number, ["note-drop"]);
  }
  await keep([], [draft.id]);
  signal("good", number, ["note-dropped"]);
}

// A receptacle or an item that is scanned goes into the note, or out of it.
async function choose(text) {
  const draft = drafts()[0];
  const hit = (each) => each.subject === text && each.state !== "gone";
  if (!draft?.lines.some(hit)) return signal("warn", text, ["not-in-note"]);
  const on = !draft.lines.some((each) => hit(each) && each.on);
  await keep([{ ...draft, lines: draft.lines.map((each) => (hit(each) ? { ...each, on } : each)) }]);
  signal("good", text, [on ? "note-in" : "note-out"]);
}

function drawNotes() {
  const all = drafts();
  const draft = all[0];
  $("note").hidden = !draft;
  $("notes-none").hidden = Boolean(draft);
  $("note-dispatch").textContent = draft ? dispatchPrinted(draft.fact.dispatch.slice(5)) : "";
  $("note-many").textContent = all.length > 1 ? "1 / " + all.length : "";
  $("note-changed").hidden = !draft?.changed;
  $("note-changed").textContent = draft?.changed ? changeOf(draft) : "";
  if ($("notetext").dataset.of !== (draft?.id || "")) {
    $("notetext").dataset.of = draft?.id || "";
    $("notetext").value = draft?.text || "";
  }
  replace($("note-lines"), ...(draft ? draft.lines.map(noteLine) : []));
  const kept = [...tally.notes.values()].filter((each) => each.state !== "draft" && Date.parse(each.fact.captured) > begun - DAY);
  $("notes-kept").hidden = kept.length === 0;
  replace($("notes-list"), ...kept.map((each) => element("li", {}, code(dispatchPrinted(each.fact.dispatch.slice(5))), " ", element("span", { class: "tag wrap " + (each.state === "sent" ? "good" : "warn"), text: words[each.state === "sent" ? "note-proposed" : "note-waits"] }), ...(each.later ? [" ", element("span", { text: each.later[language] })] : []))));
}

function noteLine(each, at) {
  const tick = element("input", { type: "checkbox", "data-line": String(at) });
  tick.checked = each.on;
  tick.disabled = each.state === "gone";
  const values = [each.expected, each.found].map((one) => printed(one)).filter(Boolean);
  const about = CONDITIONS.includes(each.found) ? [" ", element("span", { class: "quiet", text: conditionWord(each.found) })] : values.length && !(values.length === 1 && values[0] === printed(each.subject)) ? [" ", element("span", { class: "quiet" }, code(values.join(" → ")))] : [];
  const mark = each.state ? [" ", element("span", { class: "tag warn", text: words["line." + each.state] })] : [];
  return element("li", {}, element("label", { class: "inline" }, tick, " ", element("span", { class: "tag warn wrap", text: words["wrong." + each.kind] }), " ", code(printed(each.subject))), ...about, ...mark);
}

// Only what was not sent yet can be taken back; an item put into a receptacle is taken out again, one taken out put back.
async function undo() {
  const what = last.pop();
  if (!what) return signal("warn", "", ["nothing-to-undo"]);
  if (what.bulk) {
    await record("letters-put", what);
    return signal("good", what.bulk.format, ["undone"]);
  }
  if (what.back) {
    const puts = [...rows.values()].map((each) => each.fact).filter((each) => each.kind === "item-put" && each.bag === what.bag && each.item === what.item);
    const before = puts.sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
    await record("item-put", { bag: what.bag, item: what.item, ...(before?.grams ? { grams: before.grams } : {}) });
    return signal("good", what.item, ["undone"]);
  }
  if (what.bag) {
    await record("item-taken", what);
    return signal("good", what.item, ["undone"]);
  }
  const row = rows.get(what);
  if (!row || row.state !== "waiting") return signal("warn", "", ["already-sent"]);
  await keep([], [what]);
  await restore();
  signal("good", row.fact.item || row.fact.receptacle || "", ["undone"]);
}

async function closeBag() {
  const grams = gramsOf($("bagweight").value);
  if (Number.isNaN(grams)) return wrongWeight($("bagweight"), "");
  if (!(grams > 0)) {
    $("bagweight").focus();
    return signal("bad", "", ["weigh-first"]);
  }
  const seal = $("seal").value.trim();
  labelled = bag;
  await record("bag-closed", { bag, grams, ...(seal ? { seal } : {}) });
  $("bagweight").value = "";
  $("seal").value = "";
  bag = null;
  taking = false;
  signal("good", "", ["bag-closed"]);
  $("scan").focus();
}

// ---- what leaves with a carrier

let vehicle = []; // receptacles that were scanned into it
const hasLeft = (text) => [...tally.leaves.values()].some((each) => ["waiting", "sent"].includes(each.state) && each.leave.receptacles.includes(text));

// What was loaded when the screen was closed, and has not left since.
async function loaded() {
  vehicle = ((await get("place", "vehicle " + office))?.value || []).filter((each) => !hasLeft(each));
}
const readyToLeave = () => (work.leaving || []).flatMap((each) => each.receptacles);

async function putIn(text) {
  if (text.slice(0, 6) !== office) return signal("bad", text, ["not-from-here"]);
  if (hasLeft(text)) return signal("bad", text, ["has-left"]);
  const known = readyToLeave().find((each) => each.id === text);
  if (known?.held) return signal("bad", text, ["remark.HELD"]);
  if (vehicle.length && vehicle[0].slice(6, 12) !== text.slice(6, 12)) return signal("bad", text, ["other-destination"]);
  const isIn = vehicle.includes(text);
  vehicle = isIn ? vehicle.filter((each) => each !== text) : [...vehicle, text];
  await put("place", { name: "vehicle " + office, value: vehicle });
  signal(known ? "good" : "warn", text, [isIn ? "out-of-vehicle" : "in-vehicle", ...(known ? [] : ["not-waiting"])], String(vehicle.length));
}

// The hand-over is kept before it is told, with the moment at which it was.
async function leave() {
  if (!vehicle.length) return signal("bad", "", ["nothing-in-vehicle"]);
  const conveyance = $("conveyance").value.trim();
  if (!conveyance) {
    $("conveyance").focus();
    return signal("bad", "", ["vehicle-first"]);
  }
  const now = new Date();
  const id = crypto.randomUUID();
  const when = { wall: local(now), offset: work.offset, captured: now.toISOString() };
  const leg = { mode: $("transport").value, conveyance, from: office, to: vehicle[0].slice(6, 12), departure: when.wall };
  for (const field of ["carrier", "vehicleseal"]) {
    const text = $(field).value.trim();
    if (text) leg[field === "carrier" ? "carrier" : "seal"] = text;
  }
  const receptacles = vehicle;
  const fact = { id, kind: "consignment-handed-over", receptacles, ...when };
  await keep([{ id, order: now.getTime() * 1000 + (order++ % 1000), user, office, state: "waiting", fact, leave: { id, office, receptacles, leg, ...when }, said: [] }]);
  vehicle = [];
  await put("place", { name: "vehicle " + office, value: vehicle });
  for (const field of ["conveyance", "carrier", "vehicleseal"]) $(field).value = "";
  apply(fact);
  const waits = () => rows.get(id)?.state === "waiting" && !rows.get(id).later;
  for (let i = 0; i < MOST_TRIES && waits(); i++) {
    if (!(await sync())) break;
  }
  const said = rows.get(id);
  if (said?.state === "sent") signal("good", said.consignment || "", ["handed-over"], String(receptacles.length));
  else if (said?.state === "waiting") signal("warn", conveyance, ["leave-waits"], String(receptacles.length));
  else await fetchWork(); // refused: that stands above all else, and the receptacles are here again
  $("scan").focus();
}

const isOfShift = (each) => Date.parse(each.fact.captured) > begun - DAY;
const leaveLine = (each) => element("li", {}, code(each.leave.leg.conveyance), " ", element("span", { class: "quiet", text: each.leave.receptacles.length + " " + words["receptacles"] }), " ", ...(each.consignment ? [element("a", { href: "/post/consignments/" + each.consignment, dir: "ltr", text: each.consignment })] : [element("span", { class: "tag warn wrap", text: each.later ? each.later[language] : words["leave-waits"] })]));

function drawLeave() {
  replace($("vehicle"), ...vehicle.map((each) => element("li", {}, code(printed(each)))));
  $("vehicle-none").hidden = vehicle.length > 0;
  replace($("leaving"), ...(work.leaving || []).map((each) => element("li", {}, code(dispatchPrinted(each.id)), " ", element("span", { class: "quiet", text: each.receptacles.filter((one) => vehicle.includes(one.id)).length + " / " + each.receptacles.length + " " + words["receptacles"] }), ...(each.receptacles.some((one) => one.held) ? [" ", element("span", { class: "tag bad", text: words["remark.HELD"] })] : []))));
  $("leaving-none").hidden = (work.leaving || []).length > 0;
  const gone = [...tally.leaves.values()].filter((each) => ["waiting", "sent"].includes(each.state) && isOfShift(each)).sort((a, b) => b.order - a.order);
  $("left").hidden = gone.length === 0;
  replace($("left-list"), ...gone.map(leaveLine));
}

// ---- labels of receptacles that are in no dispatch yet

// A label of ours that is scanned: an open receptacle is filled on, a closed one goes in the dispatch or stays.
function bagOf(name) {
  const found = work.bags.filter((each) => short(each.id) === name);
  if (found.length !== 1) return signal("bad", name, ["bag-unknown"]);
  const [one] = found;
  if (mode !== "fill") show("fill");
  taking = false;
  labelled = one.id;
  if (!one.closed) {
    bag = one.id;
    return signal("good", name, ["bag.open"], dispatchPrinted(one.series).trim());
  }
  const going = !goes(one);
  choices.set(one.id, going);
  signal("good", name, [going ? "bag-goes" : "bag-stays"], dispatchPrinted(wayOf(one)).trim());
}

function printLabel(id) {
  const one = work.bags.find((each) => each.id === id);
  if (!one) return signal("warn", "", ["close-first"]);
  const line = (name, value) => element("p", {}, element("span", { class: "quiet", text: name + " " }), element("strong", {}, code(value)));
  $("baglabel").replaceChildren(
    element("h2", {}, code(one.series.slice(0, 6) + " → " + one.series.slice(6, 12))),
    element("p", { dir: "auto", text: [...$("mail").options].find((each) => each.value === one.series.slice(12, 15))?.textContent || one.series.slice(12, 15) }),
    line(words["items"], String(one.count)),
    line(words["label-weight"], one.grams ? kg(one.grams) : "–"),
    ...(one.seal ? [line(words["label-seal"], one.seal)] : []),
    bars(coded(one.id)),
    element("p", {}, code(coded(one.id))),
    element("p", { class: "small", text: words["label-own"] }));
  document.body.classList.add("label");
  print();
  document.body.classList.remove("label");
}

// Which number each receptacle got, in the order of the wish: so the label of the dispatch finds its receptacle.
function numbered(row) {
  return row.wish.bags.map((id, at) => {
    const known = row.bags?.find((each) => each.id === id);
    return element("li", {}, code(String(at + 1).padStart(3, "0") + " ← " + [short(id), known && kg(known.grams), known?.seal].filter(Boolean).join(" · ")));
  });
}

// ---- what is seen and heard

let audio = null;
function beep(tone) {
  audio ??= new AudioContext();
  const notes = { good: [[880, 0, 0.08]], warn: [[440, 0, 0.12], [330, 0.15, 0.16]], bad: [[220, 0, 0.2], [220, 0.25, 0.2], [220, 0.5, 0.2]] }[tone];
  for (const [pitch, from, length] of notes) {
    const source = audio.createOscillator();
    const loud = audio.createGain();
    source.type = tone === "good" ? "sine" : "square";
    source.frequency.value = pitch;
    loud.gain.value = 0.15;
    source.connect(loud).connect(audio.destination);
    source.start(audio.currentTime + from);
    source.stop(audio.currentTime + from + length);
  }
}

function sound(tone) {
  try {
    beep(tone);
  } catch (_) {
    // no sound on this machine: colour, sign and words tell it
  }
}

function signal(tone, text, remarks, extra = "") {
  const place = $("signal");
  place.className = "signal " + tone;
  const sign = document.createElement("span");
  sign.className = "sign-mark";
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = { good: "✓", warn: "!", bad: "✕" }[tone];
  const word = document.createElement("strong");
  word.textContent = words["tone." + tone];
  const id = document.createElement("bdi");
  id.dir = "ltr";
  id.textContent = printed(text);
  const said = document.createElement("span");
  said.textContent = [...remarks.map((each) => words["remark." + each] || words[each] || each), String(extra)].filter(Boolean).join(" · ");
  place.replaceChildren(sign, word, id, said);
  sound(tone);
  draw();
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key === "text") made.textContent = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
// What has the focus keeps it when it is drawn anew.
function replace(place, ...children) {
  const held = place.contains(document.activeElement) && Object.entries(document.activeElement.dataset)[0];
  place.replaceChildren(...children);
  if (held) [...place.querySelectorAll("button, input")].find((each) => each.dataset[held[0]] === held[1])?.focus();
}

// Of a long list only what is new is made and what is gone is taken away: a scan changes one line of two hundred.
// @param key of a row, with all that its line shows
function list(place, rows, key, make) {
  const have = new Map([...place.children].map((each) => [each.dataset.key, each]));
  const lines = rows.map((row) => {
    const name = key(row);
    const line = have.get(name) || make(row);
    have.delete(name);
    line.dataset.key = name;
    return line;
  });
  const kept = new Set(lines);
  [...place.children].filter((each) => !kept.has(each)).forEach((each) => each.remove());
  let at = place.firstElementChild;
  for (const line of lines) {
    if (line === at) at = at.nextElementSibling;
    else place.insertBefore(line, at);
  }
}

const heldOf = (each) => each.items.filter((item) => held.has(item));
const goes = (each) => (choices.has(each.id) ? choices.get(each.id) : heldOf(each).length === 0);
const wayOf = (each) => each.series.slice(0, 15); // a dispatch is of the year in which it is closed

const code = (text) => element("bdi", { dir: "ltr", text });
const tag = (state) =>
  element("span", { class: "tag " + ({ AWAITED: "", RECEIVED: "good", CHECKED: "good", FOUND: "good", MISSING: "bad", EXCESS: "warn", MISPLACED: "warn", ELSEWHERE: "warn", MISSENT: "warn" }[state] || ""), text: words["state." + state] || state });

// Only what is on the screen is drawn.
function draw() {
  drawLine();
  $("taking").hidden = !taking;
  $("form").classList.toggle("taking", taking);
  if (mode === "receive") drawReceiving();
  if (mode === "fill") drawFilling();
  if (mode === "shift") drawShift();
  if (mode === "notes") drawNotes();
  if (mode === "leave") drawLeave();
  $("notes-count").textContent = drafts().length || "";
  $("notes-count").hidden = drafts().length === 0;
}

function drawReceiving() {
  const open = work.expected;
  const rows = open.slice(0, 50).map((each) => {
    const here = each.receptacles.filter((one) => one.state !== "AWAITED" && one.state !== "MISSING").length;
    const choose = element("button", { type: "button", class: each.key === dispatch ? "" : "second", "data-dispatch": each.key }, code(dispatchPrinted(each.id)));
    return element("li", {}, choose, " ", element("span", { class: "quiet", text: each.advised ? here + " / " + each.receptacles.length : words["remark.ADVICE_MISSING"] }));
  });
  replace($("expected"), ...rows);
  $("expected-none").hidden = rows.length > 0;

  const isDamaged = (each) => each.condition && each.condition !== "GOOD";
  const how = (each) => [...(isDamaged(each) ? [" ", element("span", { class: "tag warn", text: conditionWord(each.condition) })] : []), ...(each.weighed ? [" ", element("span", { class: "quiet" }, code(kg(each.weighed)))] : [])];
  const chosen = dispatch && findDispatch(dispatch);
  const found = (each) => each.items.filter((one) => ["FOUND", "EXCESS", "MISPLACED"].includes(one.state)).length + " / " + each.items.filter((one) => !["EXCESS", "MISPLACED"].includes(one.state)).length;
  list(
    $("receptacles"),
    chosen ? chosen.receptacles : [],
    (each) => [each.id, each.state, found(each), each.condition, each.weighed, each.id === receptacle].join(),
    (each) => element("li", each.id === receptacle ? { "aria-current": "true" } : {}, code(each.id.slice(20, 23) + " · " + each.id.slice(23)), " ", tag(each.state), ...how(each), " ", element("span", { class: "quiet", text: found(each) })));
  $("chosen").hidden = !chosen;
  const inside = chosen && receptacle ? chosen.receptacles.find((each) => each.id === receptacle)?.items || [] : [];
  const rank = { MISPLACED: 0, EXCESS: 0, MISSING: 1, AWAITED: 2, ELSEWHERE: 3, FOUND: 4 };
  const first = [...inside].sort((a, b) => (isDamaged(a) ? 0 : rank[a.state]) - (isDamaged(b) ? 0 : rank[b.state])).slice(0, 200);
  list($("items"), first, (each) => [each.id, each.state, each.condition, each.weighed].join(" "), (each) => element("li", {}, code(printed(each.id)), " ", tag(each.state), ...how(each)));
  $("inside").hidden = !receptacle;
  $("inside-id").textContent = receptacle ? printed(receptacle) : "";
}

function drawFilling() {
  replace(
    $("bags"),
    ...work.bags.map((each) =>
      element("li", {}, element("button", { type: "button", class: each.id === bag ? "" : "second", "data-bag": each.id, ...(each.closed ? { disabled: "" } : {}) }, code(each.series.slice(6, 12) + " " + each.series.slice(12))), " ", element("span", { class: "tag " + (each.closed ? "good" : ""), text: each.closed ? words["bag.closed"] : words["bag.open"] }), " ", element("span", { class: "quiet", text: each.count + " " + words["items"] + (each.closed ? " · " + (each.grams / 1000).toFixed(1) + " kg" : "") }), ...(heldOf(each).length ? [" ", element("span", { class: "tag bad", text: words["remark.HELD"] })] : []))));
  $("bags-none").hidden = work.bags.length > 0;
  const filling = work.bags.find((each) => each.id === bag);
  $("filling").hidden = !filling;
  list(
    $("put"),
    filling ? filling.items.slice(-200).reverse() : [],
    (each) => each + (held.has(each) ? " held" : ""),
    (each) => element("li", {}, code(printed(each)), ...(held.has(each) ? [" ", element("span", { class: "tag bad", text: words["remark.HELD"] })] : [])));
  $("letters").hidden = !filling || filling.series[13] !== "U";
  $("listedformat").hidden = $("letters").hidden;
  $("lettersput").replaceChildren(...[...(filling?.letters || [])].sort((a, b) => "PGE".indexOf(a.format) - "PGE".indexOf(b.format)).map((each) => element("li", {}, words["format." + each.format] + ": ", code(each.items + " · " + kg(each.grams)))));
  const closed = work.bags.filter((each) => each.closed);
  const ready = [...new Set(closed.map(wayOf))];
  replace(
    $("ready"),
    ...ready.map((way) => {
      const all = closed.filter((each) => wayOf(each) === way);
      const going = all.filter(goes).length;
      return element("li", {}, code(way), " ", element("span", { class: "quiet", text: going + " / " + all.length + " " + words["receptacles"] }), " ", element("button", { type: "button", "data-close": way, ...(going ? {} : { disabled: "" }), text: words["close-dispatch"] }), element("ul", { class: "checks" }, ...all.map(choice)));
    }));
  $("ready-none").hidden = ready.length > 0;
  const wished = wishes();
  $("wished").hidden = wished.length === 0;
  replace($("wished-list"), ...wished.map(wishLine));
}

// Dispatches that are closed when the line is back, or when the node can.
const wishes = () => [...tally.closings.values()].sort((a, b) => a.order - b.order);
const wishLine = (each) => element("li", {}, code(wayOf(each.wish)), " ", element("span", { class: "quiet", text: each.wish.bags.length + " " + words["receptacles"] }), " ", element("span", { class: "tag warn wrap", text: each.later ? each.later[language] : words["closing-waits"] }));

// By a bar code, where there is no choice between dispatches.
async function closeOnlyOne() {
  if (mode !== "fill") show("fill");
  const ways = [...new Set(work.bags.filter((each) => each.closed && goes(each)).map(wayOf))];
  if (ways.length === 1) return closeDispatch(ways[0]);
  signal(ways.length ? "warn" : "bad", "", [ways.length ? "choose-dispatch" : "none-chosen"], ways.join(", "));
}

function choice(each) {
  const tick = element("input", { type: "checkbox", "data-go": each.id });
  tick.checked = goes(each);
  const staying = heldOf(each);
  const said = [each.count + " " + words["items"] + " · ", code([kg(each.grams), each.seal, short(each.id)].filter(Boolean).join(" · "))];
  return element("li", {}, element("label", { class: "inline" }, tick, " ", ...said), " ", element("button", { type: "button", class: "second", "data-label": each.id, text: words["label"] }), ...(staying.length ? [" ", element("span", { class: "tag bad wrap" }, words["remark.HELD"] + " ", code(staying.slice(0, 10).map(printed).join(", ")))] : []));
}

function drawLine() {
  const waiting = tally.waiting;
  drawAlerts();
  $("line").className = "tag " + (online ? (waiting ? "warn" : "good") : "bad");
  $("line").textContent = online ? (waiting ? waiting + " " + words["waiting"] : words["all-sent"]) : words["no-line"] + (waiting ? " · " + waiting + " " + words["waiting"] : "");
  const others = [...tally.others.values()].reduce((sum, each) => sum + each, 0);
  $("others").hidden = others === 0;
  $("others").textContent = others ? words["others"] + " " + [...tally.others.keys()].join(", ") + " (" + others + ")" : "";
}

const HERE = ["RECEIVED", "CHECKED", "EXCESS"];

// Closed receptacles that are in no dispatch, by the way that they go.
function left() {
  const closed = work.bags.filter((each) => each.closed);
  return [...new Set(closed.map(wayOf))].map((way) => {
    const staying = closed.filter((each) => wayOf(each) === way);
    return element("li", {}, code(way), " · " + words["no-dispatch"] + " · " + staying.length + " " + words["receptacles"] + " · " + staying.reduce((sum, each) => sum + each.count, 0) + " " + words["items"]);
  });
}

// What of a dispatch that is arriving is awaited still, and what of its opened receptacles was not scanned yet.
function arriving(each) {
  const unscanned = each.receptacles.filter((one) => one.state === "RECEIVED").flatMap((one) => one.items).filter((one) => one.state === "AWAITED").length;
  return element("li", {}, code(dispatchPrinted(each.id)), " · " + each.receptacles.filter((one) => one.state === "AWAITED").length + " " + words["receptacles"] + " " + words["state.AWAITED"] + (unscanned ? " · " + unscanned + " " + words["items-left"] : ""));
}

// Until when mail of a series has to be closed today, and what is still here; what is here after that time was too late.
function closings() {
  const now = local(new Date());
  const today = new Date(now.slice(0, 10) + "T00:00:00Z").getUTCDay() || 7;
  return (work.closings || []).filter((each) => each.days.includes(today)).map((each) => {
    const here = work.bags.filter((one) => wayOf(one) === each.series).length;
    const late = here > 0 && now.slice(11, 16) >= each.at;
    return element("li", {}, code(each.at + " " + each.series), " · ", element("span", { class: "tag " + (late ? "bad" : here ? "warn" : "good"), text: late ? words["closing-late"] : here ? words["closing-due"] : words["closing-none"] }), ...(here ? [" " + here + " " + words["receptacles"]] : []));
  });
}

function drawShift() {
  $("shift-closings").replaceChildren(...closings());
  $("shift-closings-title").hidden = $("shift-closings").children.length === 0;
  const refused = [...tally.refused.values()];
  $("shift-counts").replaceChildren(...[...tally.kinds].map(([kind, count]) => element("tr", {}, element("td", { text: words["kind." + kind.split(" ")[0]] + (kind.includes(" ") ? " (" + kind.split(" ")[1] + ")" : "") }), element("td", { class: "n", text: count }))));
  $("shift-open").replaceChildren(
    ...work.bags.filter((each) => !each.closed).map((each) => element("li", {}, code(each.series), " · " + words["bag.open"] + " · " + each.count + " " + words["items"])),
    ...left(),
    ...wishes().map(wishLine),
    ...[...tally.leaves.values()].filter((each) => each.state === "waiting").map(leaveLine),
    ...work.expected.filter((each) => each.receptacles.some((one) => HERE.includes(one.state))).map(arriving),
    ...drafts().map((each) => element("li", {}, code(dispatchPrinted(each.fact.dispatch.slice(5))), " · " + words["no-note-yet"])));
  $("shift-open-none").hidden = $("shift-open").children.length > 0;
  $("shift-refused").replaceChildren(...refused.map((each) => element("li", {}, code(printed(subjectOf(each.fact) || each.fact.kind)), " · " + refusalOf(each))));
  $("refused-title").hidden = refused.length === 0;
}

function show(name) {
  mode = name;
  taking = false;
  document.querySelectorAll("[data-mode]").forEach((each) => each.toggleAttribute("aria-current", each.dataset.mode === name));
  document.querySelectorAll("[data-panel]").forEach((each) => { each.hidden = each.dataset.panel !== name; });
  draw();
  $("scan").focus();
}

// ---- the line

let timer = null;
function later(work, wait) {
  clearTimeout(timer);
  timer = setTimeout(work, wait);
}

// The token of this clerk: what they scanned is sent by nobody else.
async function token() {
  const said = await store.session();
  if (said.user !== user) throw new Error("sign-in");
  return said.csrf;
}

let syncing = null;
function sync() {
  syncing ??= syncOnce().finally(() => { syncing = null; });
  return syncing;
}

// @return whether the node answered
async function syncOnce() {
  const closing = [...tally.closings.keys()];
  let more = false;
  let answered = false;
  try {
    if (tally.waiting) more = await store.inTurn(async () => store.tell([...rows.values()], user, await token(), keep));
    answered = online = true;
    $("sign-in").hidden = true;
  } catch (failed) {
    online = failed.message === "sign-in";
    $("sign-in").hidden = failed.message !== "sign-in";
    if (!online) tellWithoutMe();
  } finally {
    draw();
  }
  const closed = closing.map((id) => rows.get(id)).filter((each) => each?.state === "sent");
  if (closed.length) await showClosed(closed.at(-1));
  if (more) later(sync, 10);
  return answered;
}

async function showClosed(row) {
  signal("good", row.printed, ["dispatch-closed"]);
  $("closed-link").href = "/post/dispatch/" + row.dispatch;
  $("closed-link").textContent = row.printed;
  replace($("closed-labels"), ...numbered(row));
  $("closed").hidden = false;
  await fetchWork();
}

// Where the browser has it, the worker sends what waits when there is a line, also when this page is closed.
async function tellWithoutMe() {
  if (!tally.waiting) return;
  try {
    const worker = await navigator.serviceWorker?.ready;
    await worker?.sync?.register(store.TAG);
  } catch (_) {
    // the browser or its owner does not allow it: this page sends when it is open
  }
}

async function fetchWork() {
  try {
    const answer = await fetch("/post/desk/work?office=" + encodeURIComponent(office) + "&newest=" + store.newest([...rows.values()], user), { cache: "no-store", credentials: "same-origin" });
    if (answer.redirected) throw new Error("sign-in");
    if (!answer.ok) throw new Error("line");
    const said = await answer.json();
    await put("work", said);
    online = true;
    if (said.unknown.length) {
      await keep(store.again([...rows.values()], user, said.unknown));
      later(sync, 10);
    }
  } catch (failed) {
    online = failed.message === "sign-in";
    $("sign-in").hidden = failed.message !== "sign-in";
  }
  await restore();
}

// What the node last said, and on it what was scanned since and is not in that answer.
async function restore() {
  work = (await get("work", office)) || { office, expected: [], bags: [], offset: work.offset, year: work.year, at: "" };
  const since = Date.parse(work.at || 0) || 0;
  held = new Set(work.held || []);
  const later = [...rows.values()].filter((each) => each.office === office && ((each.state === "waiting" && !each.later) || (each.state === "sent" && Date.parse(each.fact.captured) > since)));
  later.sort((a, b) => a.order - b.order).forEach((each) => apply(each.fact));
  draw();
}

async function tidy() {
  const old = [...rows.values()].filter(store.isOld).map((each) => each.id);
  if (old.length) await keep([], old);
}

const MOST_TRIES = 20;

// The wish is kept before it is told: when the line breaks meanwhile it is told again, and the node fulfils it once.
async function closeDispatch(series) {
  const chosen = work.bags.filter((each) => each.closed && wayOf(each) === series && goes(each));
  if (!chosen.length) return signal("bad", series, ["none-chosen"]);
  const bags = chosen.map((each) => each.id);
  const others = [...rows.values()].filter((each) => each.state === "waiting" && each.user !== user && bags.includes(each.fact.bag));
  if (others.length) return signal("bad", series, ["others"], [...new Set(others.map((each) => each.user))].join(", "));
  const now = new Date();
  const id = crypto.randomUUID();
  const wish = { id, office, series: chosen[0].series, bags };
  const fact = { id, kind: "dispatch-closing", series: wish.series, bags, wall: local(now), captured: now.toISOString() };
  await keep([{ id, order: now.getTime() * 1000 + (order++ % 1000), user, office, state: "waiting", fact, wish, bags: chosen.map(({ id: one, grams, seal }) => ({ id: one, grams, seal })), said: [] }]);
  apply(fact);
  const waits = () => rows.get(id)?.state === "waiting" && !rows.get(id).later;
  for (let i = 0; i < MOST_TRIES && waits(); i++) {
    if (!(await sync())) break;
  }
  const said = rows.get(id);
  if (waits()) return signal("warn", series, ["closing-waits"]);
  if (!said || said.state === "sent") return;
  // why not is seen here: its clerk wishes it again, or not
  await keep([], [id]);
  await restore();
  signal("bad", series, [refusalOf({ ...said, refusal: said.later || said.refusal })]);
}

// ---- hands

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("scan").value;
  $("scan").value = "";
  scan(text);
});
document.addEventListener("keydown", (event) => {
  const modes = { 1: "receive", 2: "fill", 3: "events", 4: "shift", 5: "notes", 6: "leave" };
  if (event.altKey && modes[event.key]) {
    event.preventDefault();
    show(modes[event.key]);
  } else if (event.key === "F6") {
    event.preventDefault();
    count($("lettersformat").value);
  } else if (event.key === "F3" && mode === "fill" && !$("listedformat").hidden) {
    event.preventDefault();
    const formats = $("itemformat");
    formats.selectedIndex = (formats.selectedIndex % (formats.options.length - 1)) + 1;
    signal("good", "", [], formats.selectedOptions[0].textContent);
  } else if (event.key === "F3" && mode === "receive") {
    event.preventDefault();
    command("amend");
  } else if (["F2", "F4", "F7", "F8", "F9"].includes(event.key)) {
    event.preventDefault();
    command({ F2: "done", F4: "received", F7: "take", F8: "undo", F9: "seen" }[event.key]);
  }
});
document.addEventListener("click", (event) => {
  const hit = event.target.closest("button");
  if (!hit) return;
  if (hit.dataset.mode) show(hit.dataset.mode);
  else if (hit.dataset.command) command(hit.dataset.command).then(() => $("scan").focus());
  else if (hit.dataset.dispatch) { dispatch = hit.dataset.dispatch; receptacle = null; draw(); $("scan").focus(); }
  else if (hit.dataset.bag) { taking = false; bag = hit.dataset.bag; draw(); $("scan").focus(); }
  else if (hit.dataset.label) printLabel(hit.dataset.label);
  else if (hit.dataset.close) closeDispatch(hit.dataset.close);
});
$("open-bag").addEventListener("submit", async (event) => {
  event.preventDefault();
  const mail = $("mail").value;
  const series = office + $("destination").value + mail + String(Number(local(new Date()).slice(0, 4)) % 10);
  bag = crypto.randomUUID();
  taking = false;
  await record("bag-opened", { bag, series, type: $("bagtype").value });
  signal("good", series, ["bag-opened"]);
  $("scan").focus();
});
$("letters").addEventListener("submit", async (event) => {
  event.preventDefault();
  const scanned = normalised($("lettersitems").value);
  if (/^\d{1,6}$/.test(scanned) && Number(scanned) > 0 && !$("lettersweight").value) {
    return $("lettersweight").focus();
  }
  if (/^\d{1,6}$/.test(scanned)) {
    await count($("lettersformat").value, scanned, $("lettersweight").value || "0");
    $("lettersitems").value = "";
    $("lettersweight").value = "";
  } else {
    // a scanner wrote into this field
    $("lettersitems").value = "";
    await scan(scanned);
  }
  if (document.activeElement !== $("lettersitems")) $("scan").focus();
});
$("office").addEventListener("change", async () => {
  office = $("office").value;
  await put("place", { name: "office", value: office });
  await loaded();
  receptacle = dispatch = bag = seen = null;
  await fetchWork();
});
$("ready").addEventListener("change", (event) => {
  choices.set(event.target.dataset.go, event.target.checked);
  draw();
});
// Enter in the field of a weight or a seal goes back to scanning; what a scanner wrote there is taken as scanned.
for (const id of ["weight", "itemweight", "bagweight", "seal", "conveyance", "carrier", "vehicleseal"]) {
  $(id).addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const text = normalised($(id).value);
    $("scan").focus();
    if (!/^WASL/.test(text) && (id === "seal" || ((["conveyance", "carrier", "vehicleseal"].includes(id)) && !isReceptacle(text)) || !(isReceptacle(text) || isItem(text)))) return;
    $(id).value = "";
    scan(text);
  });
}
$("note-lines").addEventListener("change", async (event) => {
  const draft = drafts()[0];
  const line = Number(event.target.dataset.line);
  if (draft?.lines[line]) await keep([{ ...draft, lines: draft.lines.map((each, at) => (at === line ? { ...each, on: event.target.checked } : each)) }]);
  draw();
});
$("notetext").addEventListener("change", async () => {
  const draft = drafts()[0];
  if (draft && draft.id === $("notetext").dataset.of) await keep([{ ...draft, text: $("notetext").value.trim() }]);
});
$("code").addEventListener("change", () => {
  $("why").hidden = $("code").value !== "EMH";
  $("scan").focus();
});
addEventListener("online", () => later(sync, 100));
addEventListener("offline", () => { online = false; draw(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) tellWithoutMe(); });

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/post/worker.js", { scope: "/post/" });
// What another screen or the worker did.
store.channel.onmessage = ({ data }) => {
  data.changed.forEach(remember);
  data.removed.forEach(forget);
  draw();
};
(await store.all("facts")).forEach(remember);
await loaded();
await tidy();
show("receive");
await restore();
await fetchWork();
await sync();
setInterval(sync, SYNC_EVERY);
setInterval(async () => {
  const stuck = [...tally.closings.values(), ...tally.notes.values(), ...tally.leaves.values()].filter((each) => each.state === "waiting" && each.later).length;
  if (tally.waiting === stuck) await fetchWork();
}, WORK_EVERY);
setInterval(tidy, DAY / 24);
document.body.dataset.ready = "true";
