// The slider says its day while it moves and shows the page when it rests; without this the button does.
for (const range of document.querySelectorAll("input[type=range][data-days]")) {
  const days = range.dataset.days.split(" ");
  const shown = document.querySelector("#stepday bdi");
  range.addEventListener("input", () => { if (shown) shown.textContent = days[range.value] || ""; });
  range.addEventListener("change", () => range.form.requestSubmit());
}
