// The demo's clock: ticks from what the server said last.

import { h } from "./dom.js";
import { dateInWords, followClock, hours, iso, seconds } from "./times.js";

export class Clock {
  #moment = null; // milliseconds UTC, as the server told
  #heard = 0; // when it told, by the browser's own clock

  constructor(element) {
    this.element = element;
    setInterval(() => this.#tick(), 1000);
  }

  set(now) {
    followClock(now);
    const before = this.#now();
    this.#moment = Date.parse(now);
    this.#heard = Date.now();
    this.#tick();
    if (before !== null && this.#moment - before > 60_000) this.#flash();
  }

  words() {
    return `${dateInWords(this.#now(), "en")}, ${hours(this.#now())}`;
  }

  #now() {
    return this.#moment === null ? null : this.#moment + Date.now() - this.#heard;
  }

  #tick() {
    const now = this.#now();
    if (now === null) return;
    this.element.setAttribute("datetime", iso(now));
    this.element.replaceChildren(h("span", {}, `${dateInWords(now, "en")},`), " ", h("span", {}, seconds(now)));
    for (const small of document.querySelectorAll(".statusbar-time")) small.textContent = hours(now);
  }

  #flash() {
    this.element.classList.remove("jumped");
    void this.element.offsetWidth; // restarts the animation
    this.element.classList.add("jumped");
  }
}
