// Solves the challenge of a form in the background, in slices. Without it, or where it fails, a mail confirms.
const SLICE = 10;
const quiet = () => {};

function prove(block) {
  const { form } = block.querySelector("input");
  const line = block.querySelector("[data-waiting]");
  const { proof } = form.elements;
  let expires = 0;
  let stage = "";

  async function start(challenge) {
    // By the clock of this browser alone: it may be hours beside the server's.
    expires = Date.now() + block.dataset.lasts * 900;
    setTimeout(renew, block.dataset.lasts * 900);
    const solution = await solve(challenge.parameters);
    proof.value = btoa(JSON.stringify({ challenge, solution }));
  }

  function renew() {
    proof.value = "";
    const answer = fetch(block.dataset.url, { headers: { Accept: "application/json" } });
    solving = answer.then((found) => found.json()).then(start).catch(quiet);
  }

  let solving = start(JSON.parse(block.dataset.proof)).catch(quiet);

  // Whoever sends before it is solved waits a moment; only once, whatever comes of it.
  form.addEventListener("submit", async (event) => {
    if (stage === "waited" || (proof.value && Date.now() < expires)) return;
    event.preventDefault();
    if (stage === "waiting") return;
    stage = "waiting";
    line.textContent = line.dataset.waiting;
    if (Date.now() >= expires) renew();
    await solving;
    stage = "waited";
    // Not within this event: a form that is being sent ignores that.
    setTimeout(() => form.requestSubmit(event.submitter));
  });
}

async function solve({ nonce, salt, cost, keyPrefix }) {
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(how, key, 256));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
    if (counter % SLICE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}

const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

for (const block of document.querySelectorAll("[data-proof]")) prove(block);
