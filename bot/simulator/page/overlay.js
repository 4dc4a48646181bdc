// What lies over a phone's screen for a moment: menus, toasts and alerts.

import { h } from "./dom.js";

const TOAST_MS = 4500;

/** The button opens and closes the panel; Escape, a tap elsewhere or a choice closes it. */
export function disclose(button, panel) {
  const items = () => [...panel.querySelectorAll("button:not([hidden]):not(:disabled)")];
  const show = (open, focus = false) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (focus) (open ? items()[0] : button)?.focus();
  };
  const keys = (event) => {
    if (panel.hidden) return;
    if (event.key === "Escape") show(false, true);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  };
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", (event) => show(panel.hidden, event.detail === 0)); // 0: by keyboard
  panel.addEventListener("click", (event) => event.target.closest("button") && show(false, true));
  for (const element of [button, panel]) element.addEventListener("keydown", keys);
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !panel.contains(event.target) && !button.contains(event.target)) show(false);
  });
  panel.hidden = true;
}

export function toast(screen, text) {
  screen.querySelector(".toast")?.remove();
  const element = h("div", { class: "toast", role: "status", dir: "auto" }, text);
  screen.append(element);
  setTimeout(() => element.remove(), TOAST_MS + text.length * 30);
}

/** A dialog inside one phone: that phone waits for OK, the others go on. */
export function alert(screen, text, words) {
  const before = screen.contains(document.activeElement) ? document.activeElement : null;
  const held = before || document.activeElement === document.body; // do not take it from another phone
  const others = [...screen.children].filter((child) => !child.inert);
  const close = () => {
    shade.remove();
    for (const child of others) child.inert = false;
    const back = before?.isConnected ? before : screen.querySelector(".log");
    if (held) back.focus({ preventScroll: true });
  };
  const ok = h("button", { type: "button", class: "filled", onclick: close }, words.ok);
  const keys = (event) => event.key === "Escape" && close();
  const box = h("div", { class: "alert", role: "alertdialog", "aria-label": words.alert, onkeydown: keys },
    h("p", { dir: "auto" }, text), ok);
  const shade = h("div", { class: "shade" }, box);
  for (const child of others) child.inert = true;
  screen.append(shade);
  if (held) ok.focus({ preventScroll: true });
}
