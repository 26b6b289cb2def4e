// Keeps what is typed as a draft, a moment after each pause. The server decides; what it answers is shown and read out.
const PAUSE = 1500;

document.querySelectorAll("form[data-keep-draft]").forEach(keep);

function keep(form) {
  const line = form.querySelector("[data-saved]");
  let timer = null;
  let underWay = null;

  async function save() {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.dataset.keepDraft, { method: "POST", body, headers });
      const { message, ...known } = await answer.json();
      for (const name in answer.ok ? known : {}) form.elements[name].value = known[name];
      if (line.textContent !== message) line.textContent = message;
    } catch {
      line.textContent = form.dataset.unreachable;
    }
  }

  function start() {
    timer = clearTimeout(timer);
    const mine = (underWay ?? Promise.resolve()).then(save).then(() => {
      if (underWay === mine) underWay = null;
    });
    underWay = mine;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });

  // Who leaves by a link takes along what was typed last.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const stays = !link || link.origin !== location.origin || link.hash || link.target;
    if (stays || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !(timer || underWay)) return;
    event.preventDefault();
    if (timer) start();
    await underWay;
    location.assign(link.href);
  });

  // A draft on its way is waited for: otherwise it would look like the text of another tab.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!underWay) return;
    event.preventDefault();
    await underWay;
    underWay = null;
    form.requestSubmit(event.submitter);
  });
}
