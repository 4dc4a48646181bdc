// Shows moments as the wall clock of the demo shows them, wherever the browser is.

const PARTS = /^(.+?)(Z|[+-]\d\d:?\d\d)$/;

let clockOffset = 0; // minutes east of UTC, from the server's clock

function offset(iso) {
  const zone = PARTS.exec(iso)?.[2] ?? "Z";
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone[0] === "-" ? -minutes : minutes;
}

/** Moments that come in UTC are shown with the clock's offset. */
export function followClock(iso) {
  clockOffset = offset(iso);
}

/** A Date whose UTC fields read as the wall clock. */
function wall(moment) {
  if (typeof moment === "number") return new Date(moment + clockOffset * 60_000);
  return new Date(Date.parse(moment) + (offset(moment) || clockOffset) * 60_000);
}

const DATE_LOCALES = { ar: "ar-SY", en: "en-GB", fa: "fa-AF" }; // as the bot writes dates: X-Dates in locales/

function shown(moment, language, options) {
  const locale = `${DATE_LOCALES[language || "en"] ?? language}-u-nu-latn`;
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(wall(moment));
}

export const day = (moment) => wall(moment).toISOString().slice(0, 10);

export const hours = (moment) => wall(moment).toISOString().slice(11, 16);

export const seconds = (moment) => wall(moment).toISOString().slice(11, 19);

export const dayInWords = (moment, language) =>
  shown(moment, language, { weekday: "long", day: "numeric", month: "long" });

export const dateInWords = (moment, language) =>
  shown(moment, language, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** The clock's moment (milliseconds) as ISO 8601 with the clock's offset. */
export function iso(moment) {
  const minutes = Math.abs(clockOffset);
  const two = (number) => String(number).padStart(2, "0");
  const zone = `${clockOffset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return wall(moment).toISOString().slice(0, 19) + zone;
}

/** 75 -> "1:15" */
export function length(total) {
  const whole = Math.max(0, Math.round(total));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
