// The messages of one phone: patched by message id, kept at the bottom unless the reader scrolled up.

import { h, icon } from "./dom.js";
import { Message } from "./message.js";
import { day, dayInWords } from "./times.js";

const NEAR = 48; // pixels from the end that still count as the end

export class Log {
  #chat;
  #language;
  #messages = new Map();
  #days = new Map();
  #atEnd = true;
  #list = h("div", { class: "messages" });
  #badge = h("span", { class: "badge" });
  #latest = null;
  #height = 0;

  /** `chat`: see Message. `onUnread(count)` hears how many messages wait; `seen()` tells whether the chat is on screen. */
  constructor(chat, { language, onUnread, seen }) {
    this.#chat = chat;
    this.#language = language;
    this.onUnread = onUnread;
    this.seen = seen;
    this.unread = 0;
    this.empty = h("div", { class: "empty" });
    this.element = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": chat.words.messages, tabindex: 0 }, this.empty, this.#list);
    this.down = h("button", { type: "button", class: "down", hidden: true, "aria-label": chat.words.newMessages, onclick: () => this.toEnd(true) }, icon("down"), this.#badge);
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const watch = new ResizeObserver(() => {
      this.#height = this.element.clientHeight;
      if (this.#atEnd) this.toEnd();
    });
    watch.observe(this.element);
    watch.observe(this.#list);
    this.#count(0);
  }

  /** Shows these messages; gives the new ones of the bot (none the first time). */
  update(messages) {
    const known = new Set(this.#messages.keys());
    const first = this.#latest === null;
    this.#place(messages.flatMap((data) => [this.#dayOf(data), this.#message(data)]).filter(Boolean));
    this.#latest = messages;
    this.#forget(new Set(messages.map((data) => data.message_id)));
    const fresh = messages.filter((data) => !known.has(data.message_id));
    if (first || fresh.some((data) => !data.outgoing)) this.#atEnd = true;
    const arrived = first ? [] : fresh.filter((data) => data.outgoing);
    if (this.#atEnd) this.toEnd();
    if (arrived.length && !(this.#atEnd && this.seen())) this.#count(this.unread + arrived.length);
    return arrived;
  }

  rest(messageId) {
    this.#messages.get(messageId)?.rest();
  }

  toEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element.scrollTo({ top: this.element.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  }

  /** The chat came on screen. */
  look() {
    if (this.#atEnd) this.#count(0);
  }

  focusNewest() {
    const target = this.#list.querySelector("article:last-of-type") ?? this.element;
    target.focus({ preventScroll: true });
  }

  #message(data) {
    const known = this.#messages.get(data.message_id);
    if (known) known.update(data);
    else this.#messages.set(data.message_id, new Message(data, this.#chat));
    return this.#messages.get(data.message_id).element;
  }

  #dayOf(data) {
    const date = day(data.date);
    if (!this.#days.has(date)) {
      this.#days.set(date, h("div", { class: "day" }, h("time", { datetime: date }, dayInWords(data.date, this.#language))));
    }
    return this.#days.get(date);
  }

  /** Puts the nodes in this order, touching only what is not in its place. */
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.#list.children]) if (!wanted.has(node)) node.remove();
    let next = this.#list.firstChild;
    for (const node of wanted) {
      if (node === next) next = next.nextSibling;
      else this.#list.insertBefore(node, next);
    }
  }

  #forget(present) {
    for (const id of [...this.#messages.keys()]) if (!present.has(id)) this.#messages.delete(id);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    if (clientHeight !== this.#height) return; // a keyboard came or went: that is no scrolling of the reader's
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.down.hidden = this.#atEnd;
    if (this.#atEnd && this.seen()) this.#count(0);
  }

  #count(unread) {
    this.unread = unread;
    this.#badge.textContent = unread || "";
    this.#badge.hidden = unread === 0;
    this.onUnread(unread);
  }
}
