// What is typed in a section of an entry is saved while it is typed, and when its page is left; « Enregistrer » does the same by hand.
const pauseBeforeSaving = 1500;
const pauseAfterFailure = 10_000;
const mostKeptAlive = 60_000; // bytes that a browser still sends for a page that is gone
let isTyped = false; // since it was last sent
let count = 0; // how many times the form was sent: see SavedForms
let sending;
let timer;

const section = () => document.querySelector("form input[name=__vu]")?.form;
const tell = (text) => {
  const place = document.querySelector("[data-saved]");
  if (place && place.textContent !== text) {
    place.textContent = text;
  }
};

document.addEventListener("formdata", (event) => {
  if (event.target === section()) {
    event.formData.set("__rang", String(++count));
  }
});

const bodyOf = (form) => {
  const fields = new FormData(form);
  fields.set("__auto", fields.get("__envoi"));
  fields.delete("__envoi");
  return new URLSearchParams(fields);
};

const send = async (form, keepalive) => {
  isTyped = false;
  try {
    const answer = await fetch(form.action, { method: "POST", body: bodyOf(form), keepalive, redirect: "manual" });
    const isData = answer.headers.get("content-type")?.startsWith("application/json");
    if (answer.type === "opaqueredirect") {
      tell("Votre session a pris fin. Votre saisie est gardée : reconnectez-vous pour la reprendre.");
    } else if (isData) {
      show(await answer.json());
    } else {
      throw new Error(String(answer.status));
    }
  } catch {
    isTyped = true;
    tell("Pas encore enregistré : nouvel essai dans quelques secondes.");
    later(pauseAfterFailure);
  }
};

const show = ({ said, review, state }) => {
  if (said) {
    tell(said);
  }
  const button = document.querySelector("[data-review]");
  if (button && review && button.textContent !== review) {
    button.textContent = review;
  }
  const mark = document.querySelector("[data-section-state]");
  if (mark && review) {
    mark.textContent = state ? `(${state})` : "";
  }
};

// One at a time; what is typed meanwhile goes next.
const save = async (keepalive = false) => {
  clearTimeout(timer);
  const form = section();
  if (!form || !isTyped || form.dataset.sent) {
    return;
  }
  if (sending && !keepalive) {
    await sending;
    return save();
  }
  sending = send(form, keepalive);
  await sending;
  sending = undefined;
};

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
};

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.form && event.target.form === section()) {
      isTyped = true;
      later(pauseBeforeSaving);
    }
  });
}

// Without a network the browser would put its own page in the place of what was typed.
document.addEventListener("submit", (event) => {
  if (event.target === section() && !navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("Hors connexion : votre saisie reste ici. Réessayez quand le réseau est revenu.");
  }
}, true);

// What a button sends, or brings in, is saved with it.
document.addEventListener("submit", () => { isTyped = false; });
document.addEventListener("directory:brought", () => { isTyped = false; });

// A link waits until what was typed is saved; closing the page does not.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !(isTyped || sending) || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey
    || link.target || link.origin !== location.origin || (link.hash && link.pathname === location.pathname)) {
    return;
  }
  event.preventDefault();
  await Promise.race([save(), new Promise((done) => { setTimeout(done, 3000); })]);
  location.assign(link.href);
});
addEventListener("pagehide", () => { save(true); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    save(true);
  }
});
addEventListener("beforeunload", (event) => {
  const form = section();
  if (form && isTyped && !form.dataset.sent && bodyOf(form).toString().length > mostKeptAlive) {
    event.preventDefault();
  } else {
    save(true); // before the next page is asked for
  }
});
