// One phone: its frame, its chat, and what the demo can do to it.

import { Composer } from "./composer.js";
import { h, iconButton, unseen } from "./dom.js";
import { Log } from "./log.js";
import { alert, disclose, toast } from "./overlay.js";
import { hand } from "./server.js";
import { hours } from "./times.js";
import { directionOf, wordsOf } from "./words.js";

const RING_MS = 900;
const TYPING_MS = 5000;
const EXPECTED_MS = 4000; // an answer to what was just done here glows; anything else rings

const avatar = (name, kind) => h("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, [...name][0] ?? "?");

export class Phone {
  #data;
  #touched = -Infinity;
  #timers = {};
  #acting = "";

  /** `page` gives shown(phone) -> bool, unread(phone, count), copied(link) and the link that was copied. */
  constructor(data, bot, page) {
    this.id = String(data.id);
    this.#data = data;
    this.page = page;
    this.bot = bot;
    this.words = wordsOf(data.language);
    this.hand = hand(data.id);
    this.act = this.act.bind(this);
    this.complain = (text) => toast(this.screen, text);
    this.log = new Log(this.#chat(), {
      language: data.language,
      onUnread: (count) => this.#showUnread(count),
      seen: () => this.screen?.dataset.view === "chat" && page.shown(this),
    });
    this.composer = new Composer(this);
    this.#build();
    this.update(data);
  }

  /** Shows the phone as it is now; rings when the bot said something new. */
  update(data) {
    this.#data = data;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const article = focused?.closest("article");
    const arrived = this.log.update(data.messages);
    this.composer.update(data);
    this.#showGate(data);
    this.#showRow();
    this.edit.disabled = !this.#lastOwn();
    this.open.disabled = !this.page.link || data.blocked;
    this.reply.disabled = !this.#lastHeard();
    this.block.textContent = data.blocked ? "Unblock the bot" : "Block the bot";
    if (focused && (!focused.isConnected || focused.closest("[hidden]"))) {
      if (article?.isConnected) article.focus({ preventScroll: true });
      else this.log.focusNewest();
    }
    if (arrived.length) this.#typing("");
    if (arrived.some((message) => !message.silent)) this.#ring();
  }

  /** Does something as this phone's owner; tells what went wrong; gives whether it worked. */
  async act(deed) {
    this.#touched = performance.now();
    try {
      await deed();
      return true;
    } catch (error) {
      this.complain(error.message);
      return false;
    }
  }

  /** A link was copied on some phone. */
  canOpen() {
    this.open.disabled = this.#data.blocked;
  }

  /** What comes now was not asked for here: let it ring. */
  rests() {
    this.#touched = -Infinity;
  }

  answered(messageId) {
    this.log.rest(messageId);
  }

  says({ text, alert: asDialog }) {
    if (!text) return;
    if (asDialog) alert(this.screen, text, this.words);
    else toast(this.screen, text);
  }

  /** The bot does something, as long as nothing else comes; "cancel" when it is done. */
  acts(action) {
    const { words } = this;
    const special = { cancel: "", record_voice: words.recordingVoice, upload_voice: words.sendingVoice };
    this.#typing(special[action] ?? (action.startsWith("upload") ? words.uploading : words.typing));
  }

  #chat() {
    const { words, bot } = this;
    return {
      words,
      botName: bot.name,
      complain: (text) => this.complain(text),
      command: (text) => this.act(() => this.hand.text(text)),
      copy: (link) => this.#copy(link),
      reply: (message) => this.composer.reply(message),
      tap: async (messageId, data, done) => {
        if (!(await this.act(() => this.hand.tap(messageId, data)))) done();
      },
    };
  }

  #build() {
    const { id, label, language, name } = this.#data;
    const { words } = this;
    const status = h("div", { class: "statusbar", "aria-hidden": "true" }, h("span", { class: "statusbar-time" }), h("span", { class: "statusbar-signs" }));
    this.screen = h("div", { class: "screen", lang: language, dir: directionOf(language), "data-view": "chat" },
      status, this.#header(words), this.#conversation(), this.#chats(words));
    this.caption = h("div", { class: "caption" }, avatar(name, "person"), h("h2", { dir: "auto" }, label), h("span", { class: "badge", hidden: true }));
    this.element = h("section", { class: "phone", "data-phone": id, "aria-label": label }, this.caption, h("div", { class: "frame" }, this.screen));
  }

  #header(words) {
    const menu = iconButton("more", "This phone", null, { lang: "en" });
    const panel = this.#demoMenu();
    disclose(menu, panel);
    this.subtitle = h("span", { class: "subtitle", "aria-live": "off" }, words.bot);
    return h("header", { class: "chat-header" },
      iconButton("back", words.back, () => this.#view("list"), { class: "icon-button back" }),
      avatar(this.bot.name, "bot"),
      h("span", { class: "names" }, h("span", { class: "bot-name" }, h("bdi", {}, this.bot.name)), this.subtitle),
      menu, panel);
  }

  #demoMenu() {
    const item = (text, onclick, name) => h("button", { type: "button", "data-demo": name, onclick }, text);
    this.block = item("Block the bot", () => this.act(() => (this.#data.blocked ? this.hand.unblock() : this.hand.block())), "block");
    this.reply = item("Reply to the last message", () => this.composer.reply(this.#lastHeard()), "reply");
    this.open = item("Open the copied link", () => this.act(() => this.hand.start(new URL(this.page.link).searchParams.get("start"))), "open");
    this.edit = item("Edit my last message", () => this.composer.edit(this.#lastOwn()), "edit");
    return h("div", { class: "panel demo-menu", lang: "en", dir: "ltr", role: "group", "aria-label": "This phone" },
      item("Restart (/start)", () => this.act(() => this.hand.start()), "restart"), this.open, this.reply, this.edit, this.block);
  }

  #conversation() {
    this.gate = h("div", { class: "gate", hidden: true });
    return h("div", { class: "conversation" }, h("div", { class: "wall" }, this.log.element, this.log.down), this.gate, this.composer.element);
  }

  /** What lies behind the back arrow: the list of chats, here with one. */
  #chats(words) {
    this.preview = h("span", { class: "preview", dir: "auto" });
    this.when = h("time", {});
    this.waiting = h("span", { class: "badge", hidden: true });
    this.row = h("button", { type: "button", class: "chat-row", onclick: () => this.#view("chat") },
      avatar(this.bot.name, "bot"),
      h("span", { class: "names" }, h("span", { class: "bot-name" }, h("bdi", {}, this.bot.name)), this.preview),
      h("span", { class: "chat-side" }, this.when, this.waiting));
    return h("div", { class: "chats" }, h("p", { class: "chats-title" }, words.chats), this.row);
  }

  #view(name) {
    this.screen.dataset.view = name;
    this.#showRow();
    (name === "list" ? this.row : this.log.element).focus({ preventScroll: true });
    if (name === "chat") this.log.look();
  }

  /** START in a chat that never began, UNBLOCK in a blocked one, otherwise the place to type. */
  #showGate({ started, blocked, link, description, messages }) {
    const { words } = this;
    const shut = !started || blocked;
    const state = `${started} ${blocked}`;
    this.composer.element.hidden = shut;
    this.gate.hidden = !shut;
    if (this.gate.dataset.state !== state) {
      this.gate.dataset.state = state;
      this.gate.replaceChildren(...(blocked ? this.#unblock(words) : [this.#start(words)]));
    }
    this.log.empty.hidden = messages.length > 0;
    this.log.empty.replaceChildren(h("div", { class: "card", dir: "auto" },
      h("span", { class: "card-sign", "aria-hidden": "true" }, "💬"),
      h("strong", {}, words.whatCanItDo),
      h("p", { dir: "auto" }, description ?? ""),
      link && h("p", { class: "card-link" }, `🔗 ${words.withLink}: `, h("bdi", {}, link))));
  }

  #start(words) {
    return h("button", { type: "button", class: "start filled", onclick: () => this.act(() => this.hand.start(this.#data.link)) }, words.start);
  }

  #unblock(words) {
    const button = h("button", { type: "button", class: "unblock filled", onclick: () => this.act(() => this.hand.unblock()) }, words.unblock);
    return [h("p", {}, words.youBlocked), button];
  }

  /** Only while the list is on screen, so that the page holds each text once. */
  #showRow() {
    const last = this.screen.dataset.view === "list" ? this.#data.messages.at(-1) : null;
    const kind = ["voice", "photo", "contact", "sticker"].find((name) => last?.[name]);
    const acting = last ? this.#acting : "";
    this.preview.textContent = acting || (last?.text ?? last?.document?.file_name ?? this.words[kind] ?? "");
    this.preview.classList.toggle("acting", Boolean(acting));
    this.when.textContent = last ? hours(last.date) : "";
  }

  #showUnread(count) {
    const shown = [this.waiting, this.caption?.querySelector(".badge")].filter(Boolean);
    for (const badge of shown) {
      badge.hidden = count === 0;
      badge.replaceChildren(String(count), unseen(` ${this.words.unread}`));
    }
    this.page.unread(this, count);
  }

  /** Another phone opens what is copied here, in place of a camera. */
  async #copy(link) {
    this.page.copied(link);
    await navigator.clipboard.writeText(link).catch(() => null); // without leave this page remembers it
    toast(this.screen, this.words.copied);
  }

  #lastHeard() {
    return this.#data.messages.findLast((message) => message.outgoing);
  }

  #lastOwn() {
    return this.#data.messages.findLast((message) => !message.outgoing && message.text);
  }

  #ring() {
    const expected = performance.now() - this.#touched < EXPECTED_MS;
    this.element.classList.remove("ringing", "glowing");
    void this.element.offsetWidth; // restarts the animation
    this.element.classList.add(expected ? "glowing" : "ringing");
    this.#after("ring", RING_MS, () => this.element.classList.remove("ringing", "glowing"));
  }

  #typing(text) {
    this.subtitle.textContent = text || this.words.bot;
    this.subtitle.classList.toggle("acting", Boolean(text));
    this.#acting = text;
    this.#showRow();
    if (text) this.#after("typing", TYPING_MS, () => this.#typing(""));
  }

  #after(what, milliseconds, then) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(then, milliseconds);
  }
}
