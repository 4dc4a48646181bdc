// The routes of the demo's server: what a person can do with a phone, and what is heard back.

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
}

async function post(path, body = {}) {
  const form = body instanceof FormData;
  return answer(await fetch(path, {
    method: "POST",
    headers: form ? {} : { "Content-Type": "application/json" },
    body: form ? body : JSON.stringify(body),
  }));
}

function upload(file, fields = {}) {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const replying = (messageId) => (messageId ? { reply_to: String(messageId) } : {});

export const phones = async () => answer(await fetch("/phones"));

export const skip = () => post("/clock/skip");

export const fileAddress = (fileId) => `/phones/files/${encodeURIComponent(fileId)}`;

/** What the person holding this phone can do. */
export function hand(id) {
  const at = (what) => `/phones/${encodeURIComponent(id)}/${what}`;
  return {
    start: (payload) => post(at("start"), payload ? { payload } : {}),
    text: (text, replyTo) => post(at("text"), replyTo ? { text, reply_to: replyTo } : { text }),
    tap: (messageId, data) => post(at("tap"), { message_id: messageId, data }),
    edit: (messageId, text) => post(at("edit"), { message_id: messageId, text }),
    contact: () => post(at("contact")),
    sticker: () => post(at("sticker")),
    photo: (file, replyTo) => post(at("photo"), upload(file, replying(replyTo))),
    document: (file) => post(at("document"), upload(file)),
    voice: (file, seconds, replyTo) => post(at("voice"), upload(file, { seconds: String(seconds), ...replying(replyTo) })),
    block: () => post(at("block")),
    unblock: () => post(at("unblock")),
  };
}

/** hear({phone, mail, toast, clock, answered, action, open, lost}): each gets the event's data. */
export function hear(listeners) {
  const source = new EventSource("/phones/events");
  for (const name of ["phone", "mail", "toast", "clock", "answered", "action"]) {
    source.addEventListener(name, (event) => listeners[name](JSON.parse(event.data)));
  }
  source.addEventListener("open", listeners.open);
  source.addEventListener("error", () => {
    listeners.lost();
    // A browser gives up for good on an answer that is not an event stream, such as a server that is starting.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => hear(listeners), 2000);
  });
}
