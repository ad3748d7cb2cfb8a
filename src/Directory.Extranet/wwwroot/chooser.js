// Suggestions as one types, by the ARIA combobox pattern. Without this script the same field has a button that searches.
const suggestFor = (chooser) => {
  const input = chooser.querySelector("input[type=text]");
  const answered = chooser.querySelector("input[name$='.For']");
  const list = document.createElement("ul");
  const said = document.createElement("div");
  let options = [];
  let active = -1;
  let asked = 0;
  let timer;

  list.id = `${input.id}-liste`;
  list.className = "chooser__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  said.className = "fr-sr-only";
  said.setAttribute("aria-live", "polite");
  chooser.querySelector("button").hidden = true;
  chooser.querySelector(".chooser__field").append(list, said);
  input.autocomplete = "off"; // our suggestions, not the browser's
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = (index) => {
    active = (index + options.length) % options.length;
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(at === active));
    }
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };

  // The one field that bears the code: what a search without script proposed gives way to it.
  const code = () => {
    const hidden = chooser.querySelector("input[type=hidden][name$='.Code']");
    if (hidden) {
      return hidden;
    }
    const made = document.createElement("input");
    made.type = "hidden";
    made.name = answered.name.replace(/For$/, "Code");
    chooser.querySelector(".chooser__found")?.remove();
    answered.after(made);
    return made;
  };

  const choose = (option) => {
    input.value = option.label;
    answered.value = option.label;
    code().value = option.value;
    input.dispatchEvent(new Event("change", { bubbles: true })); // it is worth saving
    close();
    said.textContent = `${option.label}, choisi`;
  };

  const suggest = async () => {
    const text = input.value.trim();
    const mine = ++asked;
    if (text.length < 2) {
      close();
      return;
    }
    const answer = await fetch(`${chooser.dataset.chooser}?q=${encodeURIComponent(text)}`, { headers: { accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : []), () => []);
    if (mine !== asked || document.activeElement !== input) {
      return;
    }
    options = answer;
    list.replaceChildren(...options.map((option, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(option.label);
      if (option.hint) {
        const hint = document.createElement("span");
        hint.className = "chooser__hint";
        hint.textContent = option.hint;
        item.append(" ", hint);
      }
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
      item.addEventListener("click", () => choose(option));
      return item;
    }));
    said.textContent = options.length === 0 ? "Aucun résultat" : options.length === 1 ? "1 résultat" : `${options.length} résultats`;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        suggest();
      } else {
        show(active < 0 && event.key === "ArrowUp" ? options.length - 1 : active + (event.key === "ArrowDown" ? 1 : -1));
      }
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) {
        input.value = "";
      }
      asked++;
      close();
    } else if (event.key === "Tab") {
      asked++;
      close();
    }
  });
  input.addEventListener("blur", close);
};

const suggestEverywhere = () => document.querySelectorAll("[data-chooser]:not([data-chooser-ready])").forEach((chooser) => {
  chooser.dataset.chooserReady = "true";
  suggestFor(chooser);
});
suggestEverywhere();
document.addEventListener("directory:brought", suggestEverywhere);
