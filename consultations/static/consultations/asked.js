// Shows a question when the answers above it ask for it. The server decides what counts; hidden fields are sent too.
const tests = {
  answered: () => true,
  one_of: (given, test) => given.picked.some((option) => test.options.includes(option)),
  none_of: (given, test) => !given.picked.some((option) => test.options.includes(option)),
  at_least: (given, test) => given.number >= Number(test.value),
  at_most: (given, test) => given.number <= Number(test.value),
};

const asked = document.querySelectorAll("[data-asked]");

function follow() {
  asked.forEach(decide);
}

if (asked.length) {
  addEventListener("input", follow);
  // A form that comes back from the browser's memory has its answers only after it is shown.
  addEventListener("pageshow", follow);
  follow();
}

function decide(question) {
  const { any, tests: all } = JSON.parse(question.dataset.asked);
  const holds = (test) => {
    const given = answer(document.querySelector(`[data-question="${test.key}"]`));
    return given.isThere && tests[test.test](given, test);
  };
  question.hidden = !(any ? all.some(holds) : all.every(holds));
}

function answer(question) {
  const values = question.hidden ? [] : [...question.querySelectorAll("input, textarea, select")].filter(counts);
  const texts = values.map((input) => input.value.trim());
  const hasDocuments = !question.hidden && question.querySelector("[name='remove-file']") !== null;
  return {
    isThere: texts.length > 0 || hasDocuments,
    picked: values.filter(isChoice).map((input) => input.value),
    number: texts.length ? number(texts[0].replaceAll(/\s/g, "")) : NaN,
  };
}

function number(text) {
  const grouped = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text);
  return Number((grouped ? text.replaceAll(".", "") : text).replace(",", "."));
}

function counts(input) {
  return input.type !== "hidden" && input.value.trim() !== "" && (!isChoice(input) || input.checked);
}

function isChoice(input) {
  return ["radio", "checkbox"].includes(input.type);
}
