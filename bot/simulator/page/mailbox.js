// The mailbox of a coach, beside the phones: the newest e-mail first, opened by a click.

import { h, unseen } from "./dom.js";
import { fileAddress } from "./server.js";
import { dayInWords, hours } from "./times.js";
import { directionOf, wordsOf } from "./words.js";

const RING_MS = 900;

/** What a calendar would show of an invitation: taken off, new, or changed. */
function invitationCard({ method, uid, sequence, title, start, end, place }, words, language) {
  const off = method === "CANCEL";
  const kind = off ? words.called_off : sequence > 0 ? words.changed : words.invited;
  const when = h("span", {}, dayInWords(start, language), h("br"), h("bdi", {}, `${hours(start)}–${hours(end)}`));
  const rows = [[words.eventWhen, when], [words.eventPlace, place], [words.eventVersion, String(sequence)]];
  return h("div", { class: "invitation", "data-method": method, "data-uid": uid, "data-sequence": sequence },
    h("p", { class: "invitation-kind" }, h("span", { "aria-hidden": "true" }, off ? "❌ " : "📅 "), kind, h("code", {}, method)),
    h("p", { class: "invitation-title", dir: "auto" }, title),
    h("dl", {}, rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", { dir: "auto" }, value)])));
}

/** Keeps what is open while others arrive; `page`: see Phone. */
export class Mailbox {
  #mails = new Map();
  #list = h("ol", { class: "mails" });
  #news = h("p", { class: "unseen", role: "status" });
  #badge = h("span", { class: "badge", hidden: true });
  #timer;

  constructor(data, page) {
    this.id = `mail-${data.address}`;
    this.page = page;
    this.language = data.language;
    this.words = wordsOf(data.language);
    this.element = this.#build(data);
    this.update(data.mails, false);
  }

  /** Adds the e-mails that are not there yet; rings unless told not to. */
  update(mails, rings = true) {
    const fresh = mails.filter((mail) => !this.#mails.has(mail.number));
    for (const mail of fresh) this.#add(mail);
    this.empty.hidden = this.#mails.size > 0;
    if (!fresh.length) return;
    this.#count();
    if (!rings) return;
    this.#news.textContent = fresh.at(-1).subject;
    this.#ring();
  }

  #build({ address, label }) {
    const { words, language } = this;
    this.empty = h("p", { class: "no-mail" }, words.noMail);
    const caption = h("div", { class: "caption" }, h("span", { class: "avatar person", "aria-hidden": "true" }, "@"), h("h2", { dir: "auto" }, label), this.#badge);
    const screen = h("div", { class: "screen", lang: language, dir: directionOf(language) },
      h("header", { class: "mail-header" }, h("p", { class: "mail-title" }, words.inbox), h("bdi", { class: "mail-address" }, address)),
      h("div", { class: "mail-room", tabindex: 0, role: "group", "aria-label": words.inbox }, this.empty, this.#list), this.#news);
    return h("section", { class: "phone mailbox", "data-mailbox": address, "aria-label": label }, caption, h("div", { class: "frame" }, screen));
  }

  #add(mail) {
    const { words } = this;
    const body = h("div", { class: "mail-body", id: `${this.id}-${mail.number}`, hidden: true }, this.#content(mail));
    const mark = h("span", { class: "mail-mark" }, unseen(words.mailUnread));
    const head = h("button", { type: "button", class: "mail-head", "aria-expanded": "false", "aria-controls": body.id },
      mark, h("span", { class: "mail-subject", dir: "auto" }, mail.subject),
      h("span", { class: "mail-meta" },
        h("span", { class: "mail-from", dir: "auto" }, this.#nameOf(mail.from)),
        h("time", { datetime: mail.date }, this.#moment(mail.date))));
    const element = h("li", { class: "mail", "data-mail": mail.number, "data-unread": "" }, head, body);
    head.addEventListener("click", () => this.#toggle(element, head, body, mark));
    this.#mails.set(mail.number, element);
    this.#list.prepend(element);
  }

  #toggle(element, head, body, mark) {
    body.hidden = !body.hidden;
    head.setAttribute("aria-expanded", String(!body.hidden));
    delete element.dataset.unread;
    mark.hidden = true;
    if (!body.hidden) element.scrollIntoView({ block: "nearest" });
    this.#count();
  }

  #content(mail) {
    const { words, language } = this;
    const line = (name, value) => h("p", { class: "mail-line" }, `${name}: `, h("bdi", {}, value));
    return [
      line(words.mailFrom, mail.from), line(words.mailTo, mail.to),
      mail.invitation && invitationCard(mail.invitation, words, language),
      h("p", { class: "mail-text", dir: "auto" }, mail.text),
      mail.files.length > 0 && h("ul", { class: "mail-files", "aria-label": words.files },
        mail.files.map(({ file_id, file_name }) => h("li", {}, h("a", { href: fileAddress(file_id), download: file_name }, "📎 ", h("bdi", {}, file_name))))),
    ];
  }

  #nameOf(from) {
    return from.replace(/\s*<[^>]*>\s*$/, "").replace(/^"|"$/g, "") || from;
  }

  #moment(date) {
    return `${dayInWords(date, this.language)}, ${hours(date)}`;
  }

  #count() {
    const unread = [...this.#mails.values()].filter((element) => "unread" in element.dataset).length;
    this.#badge.hidden = unread === 0;
    this.#badge.replaceChildren(String(unread), unseen(` ${this.words.mailUnread}`));
    this.page.unread(this, unread);
  }

  #ring() {
    this.element.classList.remove("glowing");
    void this.element.offsetWidth; // restarts the animation
    this.element.classList.add("glowing");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.element.classList.remove("glowing"), RING_MS);
  }
}
