// Records a voice message with the microphone, and measures a voice file.

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const ENDINGS = { "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a" };

/** Starts recording; gives {stop() -> {file, seconds}, cancel()}. Throws when there is no microphone. */
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const chunks = [];
  const begun = Date.now();
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  const ended = new Promise((resolve) => { recorder.addEventListener("stop", resolve); });
  const finish = async () => {
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.start();
  return {
    cancel: finish,
    async stop() {
      const seconds = Math.max(1, Math.round((Date.now() - begun) / 1000));
      await finish();
      const type = (recorder.mimeType || "audio/ogg").split(";")[0];
      return { file: new File(chunks, `voice.${ENDINGS[type] ?? "ogg"}`, { type }), seconds };
    },
  };
}

/** How long a sound file lasts, in whole seconds; 1 when the browser cannot tell. */
export function secondsOf(file) {
  const address = URL.createObjectURL(file);
  const audio = new Audio();
  return new Promise((resolve) => {
    const tell = () => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(audio.duration) ? Math.max(1, Math.round(audio.duration)) : 1);
    };
    audio.addEventListener("loadedmetadata", tell);
    audio.addEventListener("error", tell);
    setTimeout(tell, 3000);
    audio.src = address;
  });
}
