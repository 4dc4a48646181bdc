// Makes elements: plain ones, icons, and buttons that consist of an icon.

const SVG = "http://www.w3.org/2000/svg";

// Strokes in a box of 24 by 24.
const ICONS = {
  attach: "M20 11.500l-8.3 8.300a5 5 0 0 1-7.1-7.100l8.6-8.600a3.4 3.4 0 0 1 4.8 4.800l-8.5 8.500a1.7 1.7 0 0 1-2.4-2.400l7.7-7.7",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.500l6 6 6-6",
  file: "M7 3.500h7l4 4v13H7zM14 3.500v4h4M12.5 10.500v6M10 14.200l2.5 2.5 2.5-2.5",
  keyboard: "M3.5 6.500h17v11h-17zM7 10h.1M10.4 10h.1M13.7 10h.1M17 10h.1M8 14h8",
  menu: "M4 7h16M4 12h16M4 17h16",
  mic: "M12 3.500a2.8 2.8 0 0 1 2.8 2.800v5.400a2.8 2.8 0 0 1-5.6 0V6.300A2.8 2.8 0 0 1 12 3.500zM6 11.500a6 6 0 0 0 12 0M12 17.500v3",
  more: "M12 5.500h.1M12 12h.1M12 18.500h.1",
  pause: "M9 6v12M15 6v12",
  play: "M8.5 5.500v13l10-6.500z",
  ticks: "M2 13l4 4 8.5-10M10.5 16l1 1L20 7",
  send: "M4 12l16-7.5-5 15-3.2-5.700zM11.8 13.800L20 4.5",
};

/** h("p", {class: "x", onclick: f}, "text", child): null and false children and attributes are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

/** Words for a screen reader only. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}
