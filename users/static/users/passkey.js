// Logs in with a passkey, or adds one: the browser asks the person, the server decides.
const form = document.querySelector("form[data-passkey]");

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt());

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function asked({ publicKey }) {
  const rows = (list) => list?.map((row) => ({ ...row, id: bytes(row.id) }));
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  options.allowCredentials = rows(options.allowCredentials);
  options.excludeCredentials = rows(options.excludeCredentials);
  return { publicKey: options };
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  const { id, type } = credential;
  const clientExtensionResults = credential.getClientExtensionResults();
  return { id, type, rawId: text(credential.rawId), response, clientExtensionResults };
}

async function options() {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function go(event) {
  event.preventDefault();
  const line = form.querySelector("[data-told]");
  line.textContent = "";
  try {
    const credential = await navigator.credentials[form.dataset.passkey](asked(await options()));
    form.elements.credential.value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    line.textContent = form.dataset.failed;
  }
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", go);
}
