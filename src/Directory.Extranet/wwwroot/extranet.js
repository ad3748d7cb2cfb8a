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

// The State design system knows dark by an attribute only.
const root = document.documentElement;
if (root.dataset.frScheme === "system") {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.frTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
}

// What is left of a short text: always shown, and said every 20 characters typed.
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  if (area.maxLength > 1000) {
    continue;
  }
  const shown = document.createElement("p");
  const said = document.createElement("p");
  shown.className = "fr-hint-text text-left";
  said.className = "fr-sr-only";
  said.setAttribute("aria-live", "polite");
  let typed = 0;
  const count = () => {
    const left = area.maxLength - area.value.length;
    shown.textContent = left === 1 ? "1 caractère restant" : `${left} caractères restants`;
  };
  area.addEventListener("input", () => {
    count();
    typed += 1;
    if (typed % 20 === 0) {
      said.textContent = shown.textContent;
    }
  });
  count();
  area.after(shown, said);
}
