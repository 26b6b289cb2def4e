// The panel "Other language": a label leads to its field in the form; the text can be loaded anew.

/** The deepest element of the form on the path [field, block, part …], and whether it is more than a field of blocks. */
function placeInForm(path) {
  let [place, depth] = [document.querySelector("[data-edit-form]"), 0];
  for (const step of path) {
    const next = place.querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
    if (!next) break;
    [place, depth] = [next, depth + 1];
  }
  return [place, depth === path.length || depth > 1];
}

/** Opens the tab and the collapsed panels around the place; a tab takes a moment to appear. */
async function reveal(place) {
  const tab = place.closest("[role=tabpanel]");
  if (tab?.hidden) {
    document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    await new Promise((done) => setTimeout(done, 300));
  }
  for (let panel = place.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
    panel.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
  }
}

async function goTo(link) {
  const [place, isExact] = placeInForm(JSON.parse(link.dataset.besideTarget));
  await reveal(place);
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const block = place.offsetHeight < innerHeight ? "center" : "start";
  place.scrollIntoView({ block, behavior });
  const input = place.querySelector("textarea, [contenteditable=true], input:not([type=hidden]), select");
  if (isExact) (input ?? place.querySelector("button"))?.focus({ preventScroll: true });
}

async function loadAgain(button) {
  const panel = button.closest("[data-beside]");
  button.disabled = true;
  try {
    const response = await fetch(panel.dataset.beside, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-beside]");
    panel.replaceWith(fresh);
    showButtons();
    fresh.querySelector("[data-beside-again]")?.focus();
  } catch {
    location.reload();
  }
}

const showButtons = () => document.querySelectorAll("[data-beside-again]").forEach((one) => { one.hidden = false; });

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-beside-target]");
  const button = event.target.closest("[data-beside-again]");
  if (link) { event.preventDefault(); goTo(link); }
  if (button) loadAgain(button);
});
showButtons();
