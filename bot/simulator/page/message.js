// One message in the chat: a bubble, what hangs in it, and the buttons under it.

import { h, icon, unseen } from "./dom.js";
import { player } from "./player.js";
import { fileAddress } from "./server.js";
import { hours } from "./times.js";

const BUSY_MS = 10_000;
const COMMAND = /(?<![\p{L}\p{N}/_<])\/[a-z][a-z0-9_]{0,31}(?![\p{L}\p{N}/_])/gu;

// As the bot writes it, with what is to be handed to it: no phone but another one can open it.
const START_LINK = /https:\/\/t\.me\/\w+\?start=[\w-]+/g;

/** The text with each link to the bot as something to copy, and each /command as something to tap. */
function tappable(text, chat) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(START_LINK)) {
    const [link] = found;
    parts.push(...withCommands(text.slice(end, found.index), chat.command));
    parts.push(h("button", { type: "button", class: "start-link", dir: "ltr", title: chat.words.copyLink, onclick: () => chat.copy(link) }, link));
    end = found.index + link.length;
  }
  return [...parts, ...withCommands(text.slice(end), chat.command)];
}

function withCommands(text, onCommand) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(COMMAND)) {
    const [command] = found;
    parts.push(text.slice(end, found.index));
    parts.push(h("button", { type: "button", class: "command", dir: "ltr", onclick: () => onCommand(command) }, command));
    end = found.index + command.length;
  }
  return [...parts, text.slice(end)];
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function documentTile({ file_id, file_name, file_size }) {
  const name = file_name ?? file_id;
  return h("a", { class: "tile document", href: fileAddress(file_id), download: name },
    h("span", { class: "tile-icon", "aria-hidden": "true" }, name.endsWith(".ics") ? "📅" : icon("file")),
    h("span", { class: "tile-words" }, h("bdi", { class: "tile-name" }, name), h("span", { class: "tile-note", dir: "ltr" }, sizeOf(file_size ?? 0))));
}

function contactTile({ phone_number, first_name }) {
  return h("div", { class: "tile contact" },
    h("span", { class: "tile-icon", "aria-hidden": "true" }, "👤"),
    h("span", { class: "tile-words" }, h("bdi", { class: "tile-name" }, first_name), h("bdi", { class: "tile-note" }, phone_number)));
}

function photo({ file_id }, { words }) {
  const address = fileAddress(file_id);
  return h("a", { class: "photo", href: address, target: "_blank", rel: "noopener" }, h("img", { src: address, alt: words.photo }));
}

function media(data, chat) {
  if (data.document) return documentTile(data.document);
  if (data.voice) return player(data.voice, chat);
  if (data.photo) return photo(data.photo, chat);
  if (data.contact) return contactTile(data.contact);
  return data.sticker ? h("span", { class: "sticker", role: "img", "aria-label": chat.words.sticker }, "😊") : null;
}

function meta(data, { words }) {
  const mine = !data.outgoing;
  // A direction of its own, so that these words do not decide the bubble's.
  return h("span", { class: "meta-words", dir: "auto" },
    data.silent && h("span", { class: "quiet", role: "img", "aria-label": words.silent, title: words.silent }, "🔕"),
    data.edited && h("span", { class: "edited" }, words.edited),
    h("time", { datetime: data.date }, hours(data.date)),
    mine && icon("ticks"),
    mine && unseen(words.sent));
}

function quote({ text, kind }, { words }) {
  return h("span", { class: "quote", dir: "auto", title: words.replying }, (text ?? words[kind] ?? "…").split("\n")[0]);
}

/** `chat` gives words, botName, tap(messageId, data, done), command(text), copy(link), complain(text), reply(data). */
export class Message {
  #chat;
  #shown = {};
  #bubble = h("div", { class: "bubble" });
  #quote = h("div", { hidden: true });
  #media = h("div", { class: "media" });
  #text = h("span", { class: "text" });
  #meta = h("span", { class: "meta" });
  #keys = h("div", { class: "keys" });

  constructor(data, chat) {
    this.#chat = chat;
    this.id = data.message_id;
    const kind = data.outgoing ? "in" : "out"; // as the phone sees it
    this.element = h("article", { class: `message ${kind}`, "data-message-id": data.message_id, tabindex: -1 }, this.#bubble, this.#keys);
    this.#bubble.append(this.#quote, this.#media, this.#text, this.#meta);
    this.#bubble.addEventListener("dblclick", () => chat.reply(this.data)); // as Telegram's own app for a desk
    this.update(data);
  }

  update(data) {
    this.data = data;
    if (!this.#changed("all", data)) return;
    const first = !("text" in this.#shown);
    this.rest();
    const who = data.outgoing ? this.#chat.botName : this.#chat.words.you;
    this.element.setAttribute("aria-label", `${who}, ${hours(data.date)}`);
    this.element.classList.toggle("bare", Boolean(data.sticker) && !data.text);
    const { document, voice, photo: picture, contact, sticker } = data;
    if (this.#changed("media", [document, voice, picture, contact, sticker])) this.#fill(this.#media, media(data, this.#chat));
    if (this.#changed("quote", data.reply_to)) this.#fill(this.#quote, data.reply_to && quote(data.reply_to, this.#chat));
    if (this.#changed("text", data.text)) {
      if (data.text) this.#bubble.dir = "auto";
      this.#fill(this.#text, ...this.#words(data));
      if (!first) this.#flash();
    }
    if (this.#changed("meta", [data.date, data.edited, data.silent])) this.#fill(this.#meta, meta(data, this.#chat));
    if (this.#changed("keys", data.inline_keyboard)) this.#fill(this.#keys, ...this.#rows(data.inline_keyboard ?? []));
  }

  /** No button waits any longer. */
  rest() {
    for (const button of this.#keys.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }

  #changed(part, value) {
    const now = JSON.stringify(value ?? null);
    if (this.#shown[part] === now) return false;
    this.#shown[part] = now;
    return true;
  }

  #fill(slot, ...children) {
    const some = children.filter(Boolean);
    slot.replaceChildren(...some);
    slot.hidden = some.length === 0;
  }

  #words(data) {
    const text = data.text ?? "";
    return data.outgoing ? tappable(text, this.#chat) : [text];
  }

  #rows(keyboard) {
    return keyboard.map((row) => h("div", { class: "row" }, row.map((key) => this.#key(key))));
  }

  #key({ text, callback_data, url, style }) {
    const looks = { class: "inline", dir: "auto", "data-style": style };
    if (url) return h("a", { ...looks, href: url, target: "_blank", rel: "noopener noreferrer" }, text);
    const button = h("button", { type: "button", ...looks, "data-callback": callback_data, onclick: () => this.#tap(button, callback_data) }, text);
    return button;
  }

  #tap(button, data) {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const done = () => button.removeAttribute("aria-busy");
    setTimeout(done, BUSY_MS);
    this.#chat.tap(this.id, data, done);
  }

  #flash() {
    this.#bubble.classList.remove("changed");
    void this.#bubble.offsetWidth; // restarts the animation
    this.#bubble.classList.add("changed");
  }
}
