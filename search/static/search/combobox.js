// Offers pages while a search is typed: the editable combobox with a list of the ARIA Authoring Practices, its options
// links. Without this, or when the server does not answer, the form is the form that it was.
const PAUSE = 150;
const SHORTEST = 2;

document.querySelectorAll("form[data-suggestions]").forEach(combine);

function combine(form) {
  const input = form.querySelector("[name=q]");
  const list = form.querySelector("[role=listbox]");
  const line = form.querySelector("[role=status]");
  const options = list.getElementsByTagName("a");
  let timer, asking, active;

  const keys = {
    ArrowDown(event) {
      if (list.hidden) ask(!event.altKey);
      else mark(options[place() + 1] ?? options[0]);
    },
    ArrowUp() {
      if (!list.hidden) mark(options[(active ? place() : options.length) - 1] ?? options[options.length - 1]);
    },
    Enter() {
      if (!active) return true;
      active.click();
    },
    Escape() {
      if (list.hidden) input.value = "";
      close();
    },
    ArrowLeft: leave,
    ArrowRight: leave,
    Home: leave,
    End: leave,
  };

  tell({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id });
  show(false);
  input.addEventListener("input", (event) => event.isComposing || wait());
  input.addEventListener("compositionend", wait);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the words keep the focus
  list.addEventListener("click", close);
  input.addEventListener("keydown", (event) => {
    // What is typed with an input method goes to that; a key that is not ours does what it always does.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in keys)) return;
    if (!keys[event.key](event)) event.preventDefault();
  });

  function wait() {
    close();
    line.textContent = "";
    if (input.value.trim().length >= SHORTEST) timer = setTimeout(ask, PAUSE);
  }

  async function ask(andMark) {
    close();
    const { signal } = (asking = new AbortController());
    const words = input.value.trim();
    if (words.length < SHORTEST) return;
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`, { signal });
      const { options: found, message } = await answer.json();
      if (signal.aborted) return;
      list.replaceChildren(...found.map(row));
      show(found.length > 0);
      line.textContent = message;
      if (andMark) mark(options[0]);
    } catch {
      // No answer, or none any more: whoever types has a form.
    }
  }

  function row({ title, kind, url }, number) {
    const item = document.createElement("li");
    const option = item.appendChild(document.createElement("a"));
    item.role = "none";
    Object.assign(option, { id: `${list.id}-${number}`, className: "suggestion", href: url, tabIndex: -1, role: "option" });
    option.ariaSelected = "false";
    for (const [name, text] of Object.entries({ title, kind })) {
      if (text) Object.assign(option.appendChild(document.createElement("span")), { className: `suggestion__${name}` }).append(text, " ");
    }
    return item;
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  }

  function show(isOpen) {
    list.hidden = !isOpen;
    tell({ "aria-expanded": isOpen });
    mark();
  }

  function leave() {
    mark();
    return true;
  }

  function mark(option) {
    active?.setAttribute("aria-selected", false);
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", true);
    tell({ "aria-activedescendant": option.id });
    option.scrollIntoView({ block: "nearest" });
  }

  function place() {
    return [...options].indexOf(active);
  }

  function tell(attributes) {
    for (const name in attributes) input.setAttribute(name, attributes[name]);
  }
}
