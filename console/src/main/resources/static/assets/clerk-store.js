// What the clerk's screen and its worker share: the browser's store, and telling the node what is in it. A row is waiting, sent
// or refused, a verification note is a draft before; told twice, it is one. Sent rows stay for KEPT_DAYS, so that a node that was restored can be told again.
self.clerkStore = (() => {
  const TAG = "wasl-post-facts";
  const MOST_AT_ONCE = 500;
  const MOST_ROUNDS = 200;
  const ANSWERS_AT_ONCE = 25;
  const KEPT_DAYS = 7;
  const DAY = 86400000;
  const channel = new BroadcastChannel("wasl-post");

  let opened = null;
  function open() {
    opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open("wasl-post", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("facts", { keyPath: "id" });
        asked.result.createObjectStore("work", { keyPath: "office" });
        asked.result.createObjectStore("place", { keyPath: "name" });
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return opened;
  }

  async function ask(name, mode, work) {
    const store = await open();
    return new Promise((done, failed) => {
      const unit = store.transaction(name, mode);
      const asked = work(unit.objectStore(name));
      unit.commit?.(); // all is asked: without waiting for the answers, a way there and back less before the picture
      unit.oncomplete = () => done(asked?.result);
      unit.onerror = () => failed(unit.error);
      unit.onabort = () => failed(unit.error);
    });
  }
  const put = (name, value) => ask(name, "readwrite", (rows) => rows.put(value));
  const get = (name, key) => ask(name, "readonly", (rows) => rows.get(key));
  const all = (name) => ask(name, "readonly", (rows) => rows.getAll());

  // Rows changed and rows taken away, all or none; other screens hear of it.
  async function keep(changed, removed = []) {
    await ask("facts", "readwrite", (rows) => {
      changed.forEach((each) => rows.put(each));
      removed.forEach((id) => rows.delete(id));
    });
    channel.postMessage({ changed, removed });
  }

  const inTurn = (work) => (navigator.locks ? navigator.locks.request("wasl-post", work) : work());

  // Who is signed in, and the token that a form of theirs would carry.
  async function session() {
    const answer = await fetch("/post/desk/token", { cache: "no-store", credentials: "same-origin" });
    if (answer.redirected || answer.status === 401 || answer.status === 403) throw new Error("sign-in");
    if (!answer.ok) throw new Error("line");
    return answer.json();
  }

  // The answer, or null where the node could not read it.
  async function post(path, fields) {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), credentials: "same-origin" });
    if (answer.redirected || answer.status === 401 || answer.status === 403) throw new Error("sign-in");
    if (answer.status === 400) return null;
    if (!answer.ok) throw new Error("line");
    return answer.json();
  }

  // Kinds that never cross the border: a restored node gets them back from devices alone, and has of them what was told up to
  // its backup.
  const IN_WORK = ["bag-opened", "item-put", "item-taken", "letters-put", "bag-closed"];
  const MOST_AGAIN = 5;
  const factOf = (row) => row.wish?.id || row.id;

  // What the node decides on, after all that was scanned.
  const isWish = (row) => Boolean(row.wish || row.note || row.leave);
  const isSpent = (row) => isWish(row) && row.again >= MOST_AGAIN;

  function newestOf(rows, user) {
    const last = new Map();
    for (const each of rows) {
      if (each.state !== "sent" || each.user !== user || isSpent(each)) continue;
      lastTold = Math.max(lastTold, each.told || 0);
      const known = last.get(each.fact.kind);
      if (!known || (known.told || 0) < (each.told || 0)) last.set(each.fact.kind, each);
    }
    return [...last.values()];
  }

  // The fact of each kind that this user told last: the node that does not know one of them has lost what it was told. Of each
  // kind, since a restored node gets back from the other post what crosses the border, and nothing else.
  const newest = (rows, user) => newestOf(rows, user).map(factOf).join(",");

  // What this user told is told again, but what was in the backup; what its clerk has seen is not shown again. Rows of others
  // stay as they are until they sign in: nobody else could send them.
  // @param unknown of the newest, by the node
  function again(rows, user, unknown) {
    const known = newestOf(rows, user).filter((each) => IN_WORK.includes(each.fact.kind) && !unknown.includes(factOf(each)));
    const until = Math.max(0, ...known.map((each) => each.told || 0));
    return rows
      .filter((each) => each.state === "sent" && each.user === user && !isSpent(each) && !(IN_WORK.includes(each.fact.kind) && (each.told || 0) <= until))
      .map((each) => ({ ...each, state: "waiting", again: (each.again || 0) + 1, said: [...(each.said || []), ...(each.seen ? each.remarks || [] : [])] }));
  }

  let lastTold = 0;
  function told(row, answer) {
    if (!answer) return { ...row, state: "refused", refusal: null, seen: false };
    if (answer.refusal) return { ...row, state: "refused", refusal: answer.refusal, seen: false };
    lastTold = Math.max(lastTold + 1, Date.now() * 1000);
    const remarks = (answer.remarks || []).filter((each) => each !== "KNOWN" && !(row.said || []).includes(each));
    return { ...row, state: "sent", told: lastTold, remarks, seen: false };
  }

  // A wish for receptacles that left by an earlier one is kept as that one; one that the node cannot fulfil yet goes on waiting.
  function closed(row, answer) {
    if (answer?.later) return { ...row, later: answer.later };
    const { later, ...rest } = told(row, answer);
    return answer?.wish ? { ...rest, wish: { ...row.wish, id: answer.wish, bags: answer.bags }, dispatch: answer.dispatch, printed: answer.printed } : rest;
  }

  // A hand-over that the node cannot take yet goes on waiting.
  function left(row, answer) {
    const { later, ...rest } = row;
    if (answer?.later) return { ...row, later: answer.later };
    return { ...told(rest, answer), ...(answer?.consignment ? { consignment: answer.consignment } : {}) };
  }

  const same = (one, other) => ["kind", "subject", "expected", "found"].every((key) => one[key] === other[key]);

  // A note that the node did not take is a draft again, with what changed since: its clerk decides.
  function noted(row, answer) {
    const { later, ...rest } = row;
    if (answer?.later) return { ...row, later: answer.later };
    if (!answer || answer.refusal) return { ...rest, state: "draft", changed: answer?.refusal || {}, seen: false };
    if (!answer.changed) return told(rest, answer);
    const still = row.lines.map((each) => (answer.now.some((one) => same(each, one)) ? { ...each, state: "" } : { ...each, on: false, state: "gone" }));
    const fresh = answer.now.filter((each) => !row.lines.some((one) => same(each, one))).map((each) => ({ ...each, on: false, state: "new" }));
    return { ...rest, state: "draft", changed: answer.changed, lines: [...still, ...fresh], seen: false };
  }

  // Whether somebody at this device has not told yet what they scanned of a dispatch.
  const isUntold = (rows, dispatch) =>
    rows.some((each) => each.state === "waiting" && !isWish(each) && (each.fact.dispatch === dispatch || (each.fact.receptacle && dispatch.endsWith("-" + each.fact.receptacle.slice(0, 20)))));

  // Tells the node what of this user waits: facts first, then the closing of dispatches, hand-overs and verification notes.
  // @return whether more waits
  async function tell(rows, user, csrf, kept = keep) {
    const waiting = rows.filter((each) => each.state === "waiting" && each.user === user).sort((a, b) => a.order - b.order);
    const facts = waiting.filter((each) => !isWish(each)).slice(0, MOST_AT_ONCE);
    if (facts.length) {
      const answer = await post("/post/desk/facts", { facts: body(facts), newest: newest(rows, user), _csrf: csrf });
      if (answer) await keepAnswers(rows, user, facts, answer, kept);
      else await oneByOne(facts, csrf, kept);
      return waiting.length > facts.length || Boolean(answer?.unknown.length);
    }
    const filling = new Set(rows.filter((each) => each.state === "waiting" && !isWish(each)).map((each) => each.fact.bag));
    for (const each of waiting.filter((one) => one.wish && !one.wish.bags.some((bag) => filling.has(bag)))) {
      await kept([closed(each, await post("/post/desk/close", { wish: JSON.stringify(each.wish), _csrf: csrf }))]);
    }
    for (const each of waiting.filter((one) => one.leave)) {
      await kept([left(each, await post("/post/desk/leave", { wish: JSON.stringify(each.leave), _csrf: csrf }))]);
    }
    for (const each of waiting.filter((one) => one.note && !isUntold(rows, one.note.dispatch))) {
      await kept([noted(each, await post("/post/desk/note", { wish: JSON.stringify(each.note), _csrf: csrf }))]);
    }
    return false;
  }

  const body = (rows) => JSON.stringify({ facts: rows.map((each) => each.fact) });

  // What is to be told again is kept at once, all or none; answers in small parts, between which a scan can be kept.
  async function keepAnswers(rows, user, facts, answer, kept) {
    if (answer.unknown.length) await kept(again(rows, user, answer.unknown));
    const answers = answersTo(facts, answer);
    for (let i = 0; i < answers.length; i += ANSWERS_AT_ONCE) await kept(answers.slice(i, i + ANSWERS_AT_ONCE));
  }

  function answersTo(rows, answer) {
    const byId = new Map(rows.map((each) => [each.id, each]));
    return answer.facts.filter((each) => byId.has(each.id)).map((each) => told(byId.get(each.id), each));
  }

  // One row that the node cannot read must not hold up the others: it is set aside and shown.
  async function oneByOne(rows, csrf, kept) {
    for (const row of rows) {
      const answer = await post("/post/desk/facts", { facts: body([row]), newest: "", _csrf: csrf });
      await kept([told(row, answer?.facts[0])]);
    }
  }

  // For the worker, while no screen is open: everything that waits of whoever is signed in.
  async function tellAll() {
    let more = true;
    for (let round = 0; more && round < MOST_ROUNDS; round++) {
      more = await inTurn(async () => {
        const rows = await all("facts");
        if (!rows.some((each) => each.state === "waiting")) return false;
        const { user, csrf } = await session();
        return tell(rows, user, csrf);
      });
    }
  }

  const isDone = (row) => (row.state === "refused" ? row.seen : row.state === "sent" ? row.seen || !row.remarks?.length : Boolean(row.later) && !row.note && !row.leave);
  const isOld = (row) => isDone(row) && Date.parse(row.fact.captured) < Date.now() - KEPT_DAYS * DAY;

  return { TAG, DAY, channel, put, get, all, keep, inTurn, session, tell, tellAll, newest, again, isOld };
})();
