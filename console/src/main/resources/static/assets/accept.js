// Offers headings that fit what is written, and draws the next number of the office; the form works without it.
const list = document.getElementById("headings");
let waiting = null;
async function offer(text) {
  if (text.trim().length < 2) return;
  const answer = await fetch("/post/headings?q=" + encodeURIComponent(text.slice(0, 100)));
  if (!answer.ok) return;
  const english = document.documentElement.lang === "en";
  list.replaceChildren(
    ...(await answer.json()).headings.map((each) => {
      const option = document.createElement("option");
      option.value = each.code;
      option.label = each.code + " · " + (english ? each.en : each.ar);
      return option;
    }));
}
// Rows beyond the first are shown when they are asked for; without this they stand there.
const spare = [...document.querySelectorAll("tr.spare")];
const more = document.getElementById("more");
spare.forEach((each) => { each.hidden = true; });
more.hidden = spare.length === 0;
more.addEventListener("click", () => {
  const row = spare.shift();
  row.hidden = false;
  row.querySelector("input").focus();
  more.hidden = spare.length === 0;
});
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !(field.dataset.words !== undefined || field.getAttribute("list") === "headings")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => offer(field.value), 250);
});

const said = document.getElementById("number-said");
document.getElementById("next-number")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  const form = button.closest("form");
  const text = document.getElementById("number-text");
  const label = document.getElementById("number-label");
  button.disabled = true;
  try {
    const body = new URLSearchParams({ indicator: document.getElementById("indicator").value, office: form.elements.office.value, _csrf: form.elements._csrf.value });
    const answer = await fetch("/post/serials/next", { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error("line");
    const drawn = await answer.json();
    if (drawn.item) {
      // not form.elements.item, which is a function of every collection
      document.getElementById("item").value = drawn.item;
      label.href = "/post/serials/label.pdf?id=" + drawn.item;
    }
    label.hidden = !drawn.item;
    text.textContent = drawn.item ? drawn.printed : document.documentElement.lang === "en" ? drawn.en : drawn.ar;
    text.dir = drawn.item ? "ltr" : "auto";
    said.className = drawn.item ? "note good" : "note bad";
  } catch (_) {
    label.hidden = true;
    text.textContent = button.dataset.fail;
    said.className = "note bad";
  } finally {
    said.hidden = false;
    button.disabled = false;
  }
});
