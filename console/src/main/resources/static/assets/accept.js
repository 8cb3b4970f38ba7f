// Offers headings that fit what is written; the form works without it.
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
