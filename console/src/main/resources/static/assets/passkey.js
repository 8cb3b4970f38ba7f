// Passkeys (W3C Web Authentication): making one on the page of settings, signing in with one. Forms stay
// hidden where the browser has none or the console was opened under another address.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const add = document.getElementById("passkey-add");
const enter = document.getElementById("passkey-enter");
const said = document.getElementById("passkey-said");

const ask = async (path, body) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": document.querySelector("input[name=_csrf]").value },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(path + " " + answer.status);
  return answer.json();
};

const plain = (credential, response) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  response,
  clientExtensionResults: credential.getClientExtensionResults(),
  authenticatorAttachment: credential.authenticatorAttachment,
});

const make = async (label) => {
  const options = await ask("/webauthn/register/options");
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((each) => ({ ...each, id: bytes(each.id) })),
  };
  const made = await navigator.credentials.create({ publicKey });
  const credential = plain(made, {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
    transports: made.response.getTransports?.() ?? [],
  });
  await ask("/webauthn/register", { publicKey: { credential, label } });
  location.reload();
};

const signIn = async () => {
  const options = await ask("/webauthn/authenticate/options");
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map((each) => ({ ...each, id: bytes(each.id) })),
  };
  const shown = await navigator.credentials.get({ publicKey });
  const { redirectUrl } = await ask("/login/webauthn", plain(shown, {
    authenticatorData: text(shown.response.authenticatorData),
    clientDataJSON: text(shown.response.clientDataJSON),
    signature: text(shown.response.signature),
    userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
  }));
  location.assign(redirectUrl);
};

for (const [form, work] of [[add, () => make(add.elements.label.value)], [enter, signIn]]) {
  if (!form || !window.PublicKeyCredential || location.origin !== form.dataset.origin) continue;
  form.hidden = false;
  document.getElementById("passkey-no")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said.hidden = true;
    work().catch(() => {
      said.textContent = form.dataset.failed;
      said.hidden = false;
    });
  });
}
