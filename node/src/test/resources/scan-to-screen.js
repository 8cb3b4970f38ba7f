// What ScanToScreen measures in the page of the clerk.
var item = (n) => {
  const serial = String(n).padStart(8, "0");
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((s, w, i) => s + w * Number(serial[i]), 0);
  const c = 11 - (sum % 11);
  return "EE" + serial + (c === 10 ? 0 : c === 11 ? 5 : c) + "SY";
};
var soon = (ms) => new Promise((done) => setTimeout(done, ms));

// Rows of a shift that were sent.
var fill = (many) => new Promise((done, failed) => {
  const asked = indexedDB.open("wasl-post", 1);
  asked.onsuccess = () => {
    const unit = asked.result.transaction("facts", "readwrite");
    const office = document.getElementById("office").value;
    const user = document.querySelector("[data-user]").dataset.user;
    for (let i = 0; i < many; i++) {
      const at = new Date(Date.now() - 3600000 + i * 100);
      const fact = { id: crypto.randomUUID(), office, wall: at.toISOString().slice(0, 19), offset: "+00:00", captured: at.toISOString(), kind: "item-seen", item: item(10000000 + i), event: "EMB" };
      unit.objectStore("facts").put({ id: fact.id, order: at.getTime() * 1000, user, office, state: "sent", fact, told: i, remarks: [], said: [] });
    }
    unit.oncomplete = () => done("filled");
    unit.onerror = () => failed(unit.error);
  };
});

var openBag = async () => {
  document.querySelector("[data-mode=fill]").click();
  document.getElementById("open-bag").requestSubmit();
  await soon(1500);
};

// From Enter until the picture with the answer was made, one scan after another while the sending goes on.
var measure = async (many) => {
  const signal = document.getElementById("signal");
  const field = document.getElementById("scan");
  const answered = [];
  const painted = [];
  for (let i = 0; i < many; i++) {
    const id = item(20000000 + i);
    const shown = [id.slice(0, 2), id.slice(2, 5), id.slice(5, 8), id.slice(8, 11), id.slice(11)].join(" ");
    field.value = id;
    const from = performance.now();
    document.getElementById("form").requestSubmit();
    await new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (!signal.textContent.includes(shown)) return;
        watch.disconnect();
        done();
      });
      watch.observe(signal, { childList: true });
    });
    answered.push(performance.now() - from);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    painted.push(performance.now() - from);
    await soon(60 + (i % 5) * 20);
  }
  const of = (times, share) => [...times].sort((a, b) => a - b)[Math.min(many - 1, Math.floor(many * share))].toFixed(1);
  const say = (name, times) => name + " p50 " + of(times, 0.5) + " ms, p99 " + of(times, 0.99) + " ms, most " + of(times, 1) + " ms";
  return many + " scans: " + say("answer in the page", answered) + "; " + say("picture", painted);
};
