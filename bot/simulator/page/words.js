// The words of the chat app itself, in the phone's language; an unknown language gets English.

const WORDS = {
  en: {
    alert: "Message from the bot", attach: "Attach", attachments: "Attachments", back: "Back to all chats", bot: "bot",
    cancel: "Cancel", chats: "Chats", commands: "Commands", contact: "My phone number",
    document: "File", editing: "Edit message", edited: "edited", keyboard: "Show or hide the buttons",
    menu: "Menu", message: "Message", messages: "Messages", newMessages: "To the newest message", noMicrophone:
    "No microphone here. Choose a voice file instead.",
    mailFrom: "From", mailTo: "To", inbox: "Inbox", noMail: "No e-mail yet.", invited: "Invitation", called_off: "Cancelled",
    changed: "Changed", eventWhen: "When", eventPlace: "Place", eventVersion: "Version", files: "Files", mailUnread: "not opened",
    copyLink: "Copy the link", copied: "Copied. Paste it on the parent's phone.",
    ok: "OK", pause: "Pause", photo: "Photo", play: "Play", position: "Position", record: "Record a voice message",
    recording: "Recording", replies: "Answers", replying: "Reply", send: "Send", sent: "sent", silent: "without sound", sticker: "Sticker",
    start: "Start", recordingVoice: "is recording a voice message…", sendingVoice: "is sending a voice message…", typing: "is typing…", unblock: "Unblock", unplayable: "This recording cannot be played here.",
    unread: "not read", uploading: "is sending a file…", voice: "Voice message", voiceFile: "Voice file",
    whatCanItDo: "What can this bot do?", withLink: "Opened with a link", you: "You", youBlocked: "You blocked this bot.",
  },
  nl: {
    alert: "Bericht van de bot", attach: "Bijlage", attachments: "Bijlagen", back: "Terug naar alle chats", bot: "bot",
    cancel: "Annuleren", chats: "Chats", commands: "Opdrachten", contact: "Mijn telefoonnummer",
    document: "Bestand", editing: "Bericht bewerken", edited: "bewerkt", keyboard: "Knoppen tonen of verbergen",
    menu: "Menu", message: "Bericht", messages: "Berichten", newMessages: "Naar het nieuwste bericht", noMicrophone:
    "Geen microfoon gevonden. Kies een geluidsbestand.",
    mailFrom: "Van", mailTo: "Aan", inbox: "Postvak IN", noMail: "Nog geen e-mail.", invited: "Uitnodiging", called_off: "Afgezegd",
    changed: "Gewijzigd", eventWhen: "Wanneer", eventPlace: "Plaats", eventVersion: "Versie", files: "Bijlagen", mailUnread: "niet geopend",
    copyLink: "Link kopiëren", copied: "Gekopieerd. Plak de link op de telefoon van de ouder.",
    ok: "OK", pause: "Pauze", photo: "Foto", play: "Afspelen", position: "Positie", record: "Spraakbericht opnemen",
    recording: "Opname", replies: "Antwoorden", replying: "Antwoorden op", send: "Versturen", sent: "verstuurd", silent: "zonder geluid", sticker: "Sticker",
    start: "Start", recordingVoice: "neemt een spraakbericht op…", sendingVoice: "stuurt een spraakbericht…", typing: "is aan het typen…", unblock: "Deblokkeren", unplayable: "Deze opname kan hier niet worden afgespeeld.",
    unread: "niet gelezen", uploading: "stuurt een bestand…", voice: "Spraakbericht", voiceFile: "Geluidsbestand",
    whatCanItDo: "Wat kan deze bot?", withLink: "Geopend met een link", you: "U", youBlocked: "U heeft deze bot geblokkeerd.",
  },
  ar: {
    alert: "رسالة من البوت", attach: "إرفاق", attachments: "المرفقات", back: "العودة إلى كل المحادثات", bot: "بوت",
    cancel: "إلغاء", chats: "المحادثات", commands: "الأوامر", contact: "رقم هاتفي",
    document: "ملف", editing: "تعديل الرسالة", edited: "معدّلة", keyboard: "إظهار الأزرار أو إخفاؤها",
    menu: "القائمة", message: "رسالة", messages: "الرسائل", newMessages: "إلى أحدث رسالة", noMicrophone:
    "لا يوجد ميكروفون هنا. اختر ملفًا صوتيًا.",
    mailFrom: "من", mailTo: "إلى", inbox: "البريد الوارد", noMail: "لا يوجد بريد بعد.", invited: "دعوة", called_off: "أُلغي",
    changed: "تم التغيير", eventWhen: "متى", eventPlace: "المكان", eventVersion: "الإصدار", files: "المرفقات", mailUnread: "لم تُفتح",
    copyLink: "نسخ الرابط", copied: "تم النسخ. ألصق الرابط في هاتف ولي الأمر.",
    ok: "حسنًا", pause: "إيقاف مؤقت", photo: "صورة", play: "تشغيل", position: "الموضع", record: "تسجيل رسالة صوتية",
    recording: "تسجيل", replies: "الإجابات", replying: "الرد على", send: "إرسال", sent: "أُرسلت", silent: "بدون صوت", sticker: "ملصق",
    start: "ابدأ", recordingVoice: "يسجّل رسالة صوتية…", sendingVoice: "يرسل رسالة صوتية…", typing: "يكتب…", unblock: "إلغاء الحظر", unplayable: "لا يمكن تشغيل هذا التسجيل هنا.",
    unread: "غير مقروءة", uploading: "يرسل ملفًا…", voice: "رسالة صوتية", voiceFile: "ملف صوتي",
    whatCanItDo: "ماذا يستطيع هذا البوت أن يفعل؟", withLink: "فُتح عبر رابط", you: "أنت", youBlocked: "لقد حظرت هذا البوت.",
  },
};

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "ckb"]);

const primary = (language) => (language ?? "en").toLowerCase().split("-")[0];

export const wordsOf = (language) => WORDS[primary(language)] ?? WORDS.en;

export const directionOf = (language) => (RIGHT_TO_LEFT.has(primary(language)) ? "rtl" : "ltr");
