// The page: a clock, tabs for a small window, the phones, and a mailbox.

import { Clock } from "./clock.js";
import { h, unseen } from "./dom.js";
import { Mailbox } from "./mailbox.js";
import { Phone } from "./phone.js";
import * as server from "./server.js";

const main = document.querySelector("#phones");
const tabs = document.querySelector("#tabs");
const skip = document.querySelector("#skip");
const notice = document.querySelector("#notice");
const clock = new Clock(document.querySelector("#clock"));
const oneAtATime = matchMedia("(width < 64rem)"); // the same border as in style.css
const phones = new Map();
const mailboxes = new Map();
const changes = new Map(); // phone id -> how many "phone" events came; an older whole picture must not undo them
let noticeTimer;

function say(text, lasts = 0) {
  clearTimeout(noticeTimer);
  notice.textContent = text;
  notice.hidden = !text;
  if (lasts) noticeTimer = setTimeout(() => say(""), lasts);
}

const page = {
  shown: (phone) => !document.hidden && (!oneAtATime.matches || phone.element.hasAttribute("data-current")),
  link: null,
  copied(link) {
    page.link = link;
    for (const phone of phones.values()) phone.canOpen();
  },
  unread(phone, count) {
    const badge = tabs.querySelector(`[data-for="${CSS.escape(phone.id)}"] .badge`);
    if (!badge) return;
    badge.hidden = count === 0;
    badge.replaceChildren(String(count), unseen(" not read"));
  },
};

function choose(id) {
  for (const device of [...phones.values(), ...mailboxes.values()]) device.element.toggleAttribute("data-current", device.id === id);
  for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.for === id));
  phones.get(id)?.log.look();
}

function addTab(id, label) {
  tabs.append(h("button", { type: "button", class: "tab", "data-for": id, "aria-pressed": "false", onclick: () => choose(id) },
    h("span", { dir: "auto" }, label), h("span", { class: "badge", hidden: true })));
}

function addMailbox(data) {
  addTab(`mail-${data.address}`, data.label);
  const mailbox = new Mailbox(data, page);
  mailboxes.set(data.address, mailbox);
  main.append(mailbox.element);
}

function add(data, bot) {
  addTab(String(data.id), data.label);
  const phone = new Phone(data, bot, page);
  phones.set(phone.id, phone);
  main.append(phone.element);
  if (phones.size === 1) choose(String(data.id));
}

async function load() {
  const before = new Map(changes);
  const state = await server.phones();
  clock.set(state.now);
  skip.hidden = !state.skip;
  for (const data of state.phones) {
    const id = String(data.id);
    if (!phones.has(id)) add(data, state.bot);
    else if (changes.get(id) === before.get(id)) phones.get(id).update(data);
  }
  for (const data of state.mailboxes) {
    if (mailboxes.has(data.address)) mailboxes.get(data.address).update(data.mails);
    else addMailbox(data);
  }
  document.body.dataset.ready = "true";
}

async function connect() {
  try {
    await load();
    if (notice.dataset.lost) say("");
    delete notice.dataset.lost;
  } catch {
    lost();
  }
}

function lost() {
  notice.dataset.lost = "true";
  say("The demo does not answer. Trying again…");
}

skip.addEventListener("click", async () => {
  skip.disabled = true;
  skip.setAttribute("aria-busy", "true");
  for (const phone of phones.values()) phone.rests();
  try {
    clock.set((await server.skip()).now);
    await load(); // what rang meanwhile is to be seen before the button can be pressed again
    say(`It is now ${clock.words()}.`, 6000);
  } catch (error) {
    say(error.message, 8000);
  } finally {
    skip.disabled = false;
    skip.removeAttribute("aria-busy");
    skip.focus();
  }
});

document.addEventListener("visibilitychange", () => {
  for (const phone of phones.values()) if (page.shown(phone)) phone.log.look();
});

server.hear({
  open: connect,
  lost,
  phone(data) {
    const id = String(data.id);
    changes.set(id, (changes.get(id) ?? 0) + 1);
    phones.get(id)?.update(data);
  },
  mail: (data) => mailboxes.get(data.address)?.update([data.mail]),
  toast: (data) => phones.get(String(data.phone))?.says(data),
  answered: (data) => phones.get(String(data.phone))?.answered(data.message_id),
  action: (data) => phones.get(String(data.phone))?.acts(data.action),
  clock: (data) => clock.set(data.now),
});
connect();
