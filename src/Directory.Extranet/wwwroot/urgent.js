// The urgent form: its preview follows what is typed, and a template fills the message without leaving the page. Both ask the server,
// as the buttons do without a script, so that what is shown is what would be published.
const form = document.querySelector("form[data-apercu]");
if (form) {
  const message = form.elements["Form.Message"];
  const banner = () => document.getElementById("apercu");
  let asked = 0;

  const ask = async (gesture) => {
    const mine = (asked += 1);
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("__envoi"); // nothing is sent yet
    fields.set("geste", gesture);
    const answer = await fetch(location.href, { method: "POST", body: fields });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    return mine === asked && page?.getElementById("apercu") ? page : null;
  };

  const show = async (gesture) => {
    const page = await ask(gesture);
    if (!page) {
      return false;
    }
    const box = page.querySelector("#apercu .banner__box");
    if (box.textContent !== banner().querySelector(".banner__box").textContent) {
      banner().querySelector(".banner__box").replaceChildren(...box.childNodes);
    }
    return page;
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show("apercu").catch(() => {}), 500);
  });

  for (const button of form.querySelectorAll("button[value^='modele:']")) {
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      const page = await show(button.value).catch(() => false);
      if (!page) {
        return;
      }
      message.value = page.getElementById(message.id).value;
      message.dispatchEvent(new Event("input", { bubbles: true }));
      message.focus();
    });
  }
}
