// The foot of one phone: typing, commands, attachments, voice, and the reply keyboard.

import { h, icon, iconButton } from "./dom.js";
import { disclose } from "./overlay.js";
import { record, secondsOf } from "./recorder.js";
import { length } from "./times.js";

const START_LINK = /^https:\/\/t\.me\/\w+\?start=[\w-]+$/;

/** `phone` gives id, words, hand (see server.js), act(deed) -> whether it worked, complain(text). */
export class Composer {
  #phone;
  #commands = [];
  #editing = null;
  #told = null;
  #shown = {};

  constructor(phone) {
    this.#phone = phone;
    const { words } = phone;
    this.#makeField(words);
    this.#makeEditing(words);
    this.#makeRecording(words);
    this.keyboard = h("div", { class: "keyboard", role: "group", "aria-label": words.replies, hidden: true });
    this.toggle = iconButton("keyboard", words.keyboard, () => this.#flip(), { hidden: true, "aria-expanded": "true" });
    const attach = iconButton("attach", words.attach, null, {});
    const attachments = this.#attachments(words);
    const menu = h("button", { type: "button", class: "menu-button", "aria-label": words.commands }, icon("menu"), h("span", {}, words.menu));
    this.menu = menu;
    this.list = h("div", { class: "panel commands", role: "group", "aria-label": words.commands });
    disclose(menu, this.list);
    disclose(attach, attachments);
    this.form.append(menu, attach, this.field, this.toggle, this.mic, this.send);
    this.element = h("div", { class: "foot" }, this.list, attachments, this.editing, this.form, this.recording, this.keyboard);
    this.#typed();
  }

  update({ commands, keyboard }) {
    if (this.#changed("commands", commands)) this.#showCommands(commands ?? []);
    if (this.#changed("keyboard", keyboard)) this.#showKeyboard(keyboard);
  }

  /** What is sent next replies to this message. */
  reply(message) {
    if (this.#editing) this.edit(null);
    this.#told = message;
    this.#headline(this.#phone.words.replying, message);
    this.field.focus();
  }

  /** Gives what is replied to, and forgets it. */
  #replyTo() {
    const told = this.#told?.message_id;
    if (told) this.reply(null);
    return told;
  }

  #headline(words, message) {
    this.editing.hidden = !message;
    this.headline.textContent = words;
    this.edited.textContent = message?.text ?? "";
  }

  /** The next text replaces this message. */
  edit(message) {
    this.#told = null;
    this.#editing = message;
    this.#headline(this.#phone.words.editing, message);
    this.field.value = message?.text ?? "";
    this.#typed();
    this.field.focus();
  }

  #changed(part, value) {
    const now = JSON.stringify(value ?? null);
    if (this.#shown[part] === now) return false;
    this.#shown[part] = now;
    return true;
  }

  #makeField(words) {
    const keys = (event) => {
      if (event.key === "Escape" && this.#editing) this.edit(null);
      if (event.key === "Escape" && this.#told) this.reply(null);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    };
    const paste = (event) => {
      const text = event.clipboardData.getData("text").trim();
      if (this.field.value.trim() || !START_LINK.test(text)) return;
      event.preventDefault();
      this.#phone.act(() => this.#phone.hand.text(text)); // the server opens a link to the bot, as Telegram does
    };
    this.field = h("textarea", { name: "text", rows: 1, dir: "auto", autocomplete: "off", maxlength: 4096, "aria-label": words.message, placeholder: words.message, onkeydown: keys, onpaste: paste, oninput: () => this.#typed() });
    this.send = h("button", { type: "submit", class: "icon-button send", "aria-label": words.send, title: words.send }, icon("send"));
    this.mic = iconButton("mic", words.record, () => this.#record());
    const submit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.form = h("form", { class: "composer", onsubmit: submit });
  }

  #makeEditing(words) {
    this.edited = h("span", { class: "editing-text", dir: "auto" });
    this.headline = h("strong");
    this.editing = h("div", { class: "editing", hidden: true },
      h("span", { class: "editing-words" }, this.headline, this.edited),
      iconButton("close", words.cancel, () => (this.#told ? this.reply(null) : this.edit(null))));
  }

  #makeRecording(words) {
    this.time = h("span", { class: "recording-time", role: "timer" });
    this.recording = h("div", { class: "recording", hidden: true });
    this.stop = h("button", { type: "button", class: "icon-button send", "aria-label": words.send, title: words.send }, icon("send"));
    this.cancel = h("button", { type: "button", class: "plain" }, words.cancel);
    this.recording.append(h("span", { class: "dot", "aria-hidden": "true" }), h("span", {}, words.recording), this.time, this.cancel, this.stop);
  }

  #attachments(words) {
    const { hand, act } = this.#phone;
    const file = (name, accept, use) => h("input", {
      type: "file", name, accept, hidden: true, tabindex: -1, "aria-label": words[name === "voice" ? "voiceFile" : name],
      onchange: ({ target }) => {
        const [chosen] = target.files;
        if (chosen) act(() => use(chosen));
        target.value = "";
      },
    });
    const inputs = {
      photo: file("photo", "image/*", (chosen) => hand.photo(chosen, this.#replyTo())),
      document: file("document", null, (chosen) => hand.document(chosen)),
      voice: file("voice", "audio/*", async (chosen) => hand.voice(chosen, await secondsOf(chosen), this.#replyTo())),
    };
    const item = (name, sign, text, onclick) => h("button", { type: "button", "data-attach": name, onclick }, h("span", { "aria-hidden": "true" }, sign), text);
    return h("div", { class: "panel attachments", role: "group", "aria-label": words.attachments },
      item("photo", "🖼️", words.photo, () => inputs.photo.click()),
      item("document", "📄", words.document, () => inputs.document.click()),
      item("voice", "🎙️", words.voiceFile, () => inputs.voice.click()),
      item("contact", "👤", words.contact, () => act(() => hand.contact())),
      item("sticker", "😊", words.sticker, () => act(() => hand.sticker())),
      Object.values(inputs));
  }

  async #submit() {
    const text = this.field.value.trim();
    const [message, told] = [this.#editing, this.#told];
    if (!text) return;
    const { hand, act } = this.#phone;
    if (message) this.edit(null);
    const replyTo = this.#replyTo();
    this.field.value = "";
    this.#typed();
    const worked = await act(() => (message ? hand.edit(message.message_id, text) : hand.text(text, replyTo)));
    if (worked || this.field.value) return;
    if (message) this.edit(message);
    if (told) this.reply(told);
    this.field.value = text;
    this.#typed();
  }

  #typed() {
    const { field } = this;
    field.style.height = "auto";
    if (field.value && field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
    this.send.hidden = !field.value.trim();
    this.mic.hidden = !this.send.hidden;
    if (!this.#editing && field.value.startsWith("/") && !field.value.includes(" ")) this.#offer(field.value);
    else if (this.#offered) this.#offer(null);
  }

  #offered = false;

  /** While a command is being typed, the list shows those that begin so. */
  #offer(begin) {
    let some = false;
    for (const button of this.list.children) {
      button.hidden = begin !== null && !button.dataset.command.startsWith(begin);
      some ||= !button.hidden;
    }
    this.#offered = begin !== null;
    this.list.hidden = begin === null || !some;
    this.menu.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  #showCommands(commands) {
    const { hand, act } = this.#phone;
    const choose = (command) => {
      this.field.value = "";
      this.#typed();
      act(() => hand.text(command));
    };
    this.menu.hidden = commands.length === 0;
    this.list.replaceChildren(...commands.map(({ command, description }) => {
      const whole = `/${command}`;
      return h("button", { type: "button", "data-command": whole, onclick: () => choose(whole) },
        h("bdi", { class: "command-name" }, whole), h("span", { dir: "auto" }, description));
    }));
  }

  #showKeyboard(rows) {
    const { hand, act } = this.#phone;
    const press = (key) => act(() => (key.request_contact ? hand.contact() : hand.text(key.text)));
    this.keyboard.replaceChildren(...(rows ?? []).map((row) => h("div", { class: "row" },
      row.map((key) => h("button", { type: "button", class: "reply", dir: "auto", onclick: () => press(key) }, key.text)))));
    this.keyboard.hidden = !rows;
    this.toggle.hidden = !rows;
    this.toggle.setAttribute("aria-expanded", "true");
  }

  #flip() {
    this.keyboard.hidden = !this.keyboard.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.keyboard.hidden));
  }

  async #record() {
    const { hand, act, complain, words } = this.#phone;
    const recorder = await record().catch(() => null);
    if (!recorder) return complain(words.noMicrophone);
    const begun = Date.now();
    const tick = () => { this.time.textContent = length((Date.now() - begun) / 1000); };
    const timer = setInterval(tick, 250);
    tick();
    this.#recordingShown(true);
    const sends = await new Promise((resolve) => {
      this.stop.onclick = () => resolve(true);
      this.cancel.onclick = () => resolve(false);
      this.recording.onkeydown = (event) => event.key === "Escape" && resolve(false);
    });
    clearInterval(timer);
    this.#recordingShown(false);
    if (!sends) return recorder.cancel();
    const { file, seconds } = await recorder.stop();
    return act(() => hand.voice(file, seconds, this.#replyTo()));
  }

  #recordingShown(shown) {
    this.recording.hidden = !shown;
    this.form.hidden = shown;
    (shown ? this.stop : this.mic).focus();
  }
}
