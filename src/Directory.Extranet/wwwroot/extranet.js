// What makes pages pleasanter; each works without it.

// The focus goes to the summary of errors, also where a browser ignores autofocus on it.
document.getElementById("erreurs")?.focus();

// A box under each password to show it.
for (const input of document.querySelectorAll(".fr-password__input")) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "show-password";
  box.type = "checkbox";
  box.addEventListener("change", () => { input.type = box.checked ? "text" : "password"; });
  label.append(box, "Afficher le mot de passe");
  input.parentElement.after(label);
  // What is shown must not be kept by the browser as ordinary text.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}

// A second click while the first is on its way is ignored; the server would answer it like the first.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "post") {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "true";
  }
});
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});

// Lists of which several lines may be chosen: all at once, and how many there are.
for (const form of document.querySelectorAll("form[data-selection]")) {
  const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${form.dataset.selection}"]`)];
  const count = form.querySelector("[data-selection-count]");
  const place = form.querySelector("[data-selection-all]");
  if (!count || !place || boxes.length === 0) {
    continue;
  }
  const invitation = count.textContent;
  const all = document.createElement("input");
  all.type = "checkbox";
  all.autocomplete = "off";
  const label = document.createElement("label");
  label.append(all, "Tout sélectionner");
  place.append(label);
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen === 0 ? invitation : chosen === 1 ? "1 fiche sélectionnée" : `${chosen} fiches sélectionnées`;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    tell();
  });
  form.addEventListener("change", tell);
  addEventListener("pageshow", tell);
}

// The State design system knows dark by an attribute only.
const root = document.documentElement;
if (root.dataset.frScheme === "system") {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.frTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
}

// What changes on the page is also said.
const said = document.createElement("p");
said.className = "fr-sr-only";
said.setAttribute("aria-live", "polite");
document.body.append(said);

// What a field holds: its text and, where it is a box, whether it is ticked.
const stateOf = (field) => `${field.checked ?? ""} ${field.value ?? ""}`;

// Buttons that work on the form itself (« Ajouter une plage ») bring the new page in without leaving this one.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[name=geste]");
  const form = button?.form;
  if (!form || form.dataset.byHand || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  if (form.dataset.sent) {
    return;
  }
  form.dataset.sent = "true";
  const sent = new Map([...form.elements].map((field) => [field.id, stateOf(field)]));
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focus = page.querySelector("[data-focus]")?.dataset.focus;
    if (!answer.ok || focus === undefined) {
      throw new Error("not a form");
    }
    const typed = [...form.elements].filter((field) => field.id && sent.has(field.id) && stateOf(field) !== sent.get(field.id));
    const typing = typed.find((field) => field === document.activeElement);
    const caret = typing?.selectionEnd;
    for (const part of ["main", ".messages-zone"]) {
      document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    }
    // What was typed while the answer was on its way stays, where the answer has the field as it was sent.
    for (const old of typed) {
      const field = document.getElementById(old.id);
      if (field && stateOf(field) === sent.get(old.id)) {
        [field.value, field.checked] = [old.value, old.checked];
      }
    }
    document.title = page.title;
    said.textContent = document.querySelector(".messages")?.textContent.trim() ?? "";
    count(document.querySelector("main"));
    document.dispatchEvent(new Event("directory:brought")); // other scripts have to look at what came in
    const next = document.getElementById(typing?.id ?? focus);
    next?.focus();
    if (caret != null) { // who types goes on where they were
      next?.setSelectionRange?.(caret, caret);
    }
  } catch {
    delete form.dataset.sent;
    form.dataset.byHand = "true";
    form.requestSubmit(button);
  }
});

// What a form makes of what is typed, as the server says it.
let asking, pause;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.preview) {
    return;
  }
  clearTimeout(pause);
  pause = setTimeout(async () => {
    if (form.dataset.sent) {
      return;
    }
    asking?.abort();
    asking = new AbortController();
    const body = new FormData(form);
    body.delete("__envoi"); // it saves nothing
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(body), signal: asking.signal });
      const lines = answer.ok ? (await answer.text()).split("\n") : [];
      form.querySelectorAll("[data-preview-text]").forEach((place, index) => {
        if (lines[index] !== undefined && place.textContent !== lines[index]) {
          place.textContent = lines[index];
        }
      });
    } catch {
      // A newer question, or no network: the preview stays as it was.
    }
  }, 400);
});

// How many characters are left, said aloud every twenty.
function count(within) {
  for (const area of within.querySelectorAll("textarea[maxlength]")) {
    const left = document.createElement("p");
    left.className = "fr-hint-text";
    const tell = (aloud) => {
      left.textContent = `${area.maxLength - area.value.length} caractères restants`;
      if (aloud && area.value.length % 20 === 0) {
        said.textContent = left.textContent;
      }
    };
    area.addEventListener("input", () => tell(true));
    area.after(left);
    tell(false);
  }
}
count(document);
