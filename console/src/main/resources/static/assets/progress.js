// Shows the progress of long work where a page has a place for it; pages work without it.
const place = document.getElementById("progress");
if (place && "EventSource" in window) {
  const source = new EventSource("/progress");
  addEventListener("pagehide", () => source.close());
  source.addEventListener("progress", (event) => {
    place.replaceChildren();
    for (const line of event.data.split("\n")) {
      const [task, done, total] = line.split(" ");
      if (!task || (total !== "-1" && done === total)) continue;
      const item = document.createElement("p");
      const label = document.createElement("span");
      label.textContent = place.dataset[task.replace(/[^a-z]/g, "")] || task;
      const count = document.createElement("bdi");
      count.dir = "ltr";
      count.textContent = " " + Number(done).toLocaleString("en") + (total === "-1" ? "" : " / " + Number(total).toLocaleString("en"));
      item.append(label, count);
      place.append(item);
    }
  });
}
