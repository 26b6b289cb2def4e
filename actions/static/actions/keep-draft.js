// Keeps what is typed as a draft, a moment after each pause. The server decides; what it answers is shown and read out.
const PAUSE = 1500;

for (const form of document.querySelectorAll("form[data-keep-draft]")) {
  keep(form);
}

function keep(form) {
  const line = form.querySelector("[data-saved]");
  let timer = null;
  let underWay = null;

  function show(message) {
    if (line.textContent !== message) line.textContent = message;
  }

  async function save() {
    const body = new FormData(form);
    body.delete("evidence_file");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.dataset.keepDraft, { method: "POST", body, headers });
      const { message, version } = await answer.json();
      if (answer.ok) form.elements.version.value = version;
      show(message);
    } catch {
      show(form.dataset.unreachable);
    }
  }

  function start() {
    timer = null;
    const mine = (underWay ?? Promise.resolve()).then(save).then(() => {
      if (underWay === mine) underWay = null;
    });
    underWay = mine;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });

  // A draft on its way is waited for: otherwise it would look like the text of another tab.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!underWay) return;
    event.preventDefault();
    const button = event.submitter;
    await underWay;
    underWay = null;
    form.requestSubmit(button);
  });
}
