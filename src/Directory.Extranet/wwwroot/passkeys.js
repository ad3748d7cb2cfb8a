// Forms that a passkey answers: shown only where the browser knows how. The server is asked for its question, the browser for the answer,
// and the form is sent with it like any other.
const knows = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;

async function answer(form) {
  const asked = await fetch(form.dataset.passkeyOptions, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!asked.ok) {
    throw new Error("refused");
  }
  const { question, options } = await asked.json();
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.Question.value = question;
  form.elements.Answer.value = JSON.stringify(credential.toJSON());
}

for (const form of knows ? document.querySelectorAll("form[data-passkey]") : []) {
  const message = form.querySelector("[data-passkey-message]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation(); // it is sent later, by the line below, and may be given up until then
    message.textContent = "";
    try {
      await answer(form);
      form.submit();
    } catch {
      message.textContent = "La clé d'accès n'a pas répondu. Réessayez, ou utilisez un autre moyen.";
    }
  });
}
