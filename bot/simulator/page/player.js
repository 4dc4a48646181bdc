// Plays a voice message in its bubble; one at a time on the whole page.

import { h, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { length } from "./times.js";

let playing = null;

export function player(voice, { words, complain }) {
  const audio = new Audio();
  audio.preload = "none";
  audio.src = fileAddress(voice.file_id);
  const total = Math.max(voice.duration, 1);
  const time = h("span", { class: "player-time" }, length(voice.duration));
  const range = h("input", { type: "range", min: 0, max: total, step: 0.1, value: 0, "aria-label": words.position });
  const button = h("button", { type: "button", class: "player-button" }, icon("play"));

  const show = () => {
    const runs = !audio.paused;
    button.replaceChildren(icon(runs ? "pause" : "play"));
    button.setAttribute("aria-label", `${runs ? words.pause : words.play}: ${words.voice}, ${length(voice.duration)}`);
  };
  const toggle = () => {
    if (!audio.paused) return audio.pause();
    if (playing && playing !== audio) playing.pause();
    playing = audio;
    return audio.play().catch((error) => error.name !== "AbortError" && complain(words.unplayable));
  };

  button.addEventListener("click", toggle);
  range.addEventListener("input", () => { audio.currentTime = Number(range.value); });
  audio.addEventListener("timeupdate", () => {
    range.value = audio.currentTime;
    time.textContent = length(audio.paused && !audio.currentTime ? voice.duration : audio.currentTime);
  });
  audio.addEventListener("ended", () => { audio.currentTime = 0; });
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, show);
  show();
  return h("div", { class: "player", dir: "ltr" }, button, range, time);
}
