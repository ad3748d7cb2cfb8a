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
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "true";
  });
}
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
  all.setAttribute("aria-label", "Tout sélectionner");
  all.autocomplete = "off";
  place.append(all);
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
