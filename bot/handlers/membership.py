"""Somebody blocked the bot, or took it back."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler

from bot.handlers.incoming import Context, office_of
from bot.services import coaches


async def _changed(update: Update, context: Context) -> None:
    assert update.my_chat_member is not None  # noqa: S101 - the handler wants one
    change = update.my_chat_member
    if change.chat.type != "private":
        return
    if change.new_chat_member.status == ChatMember.BANNED:
        await coaches.lost(office_of(context), change.chat.id, update.update_id)
    else:
        await coaches.found(office_of(context), change.chat.id, update.update_id)


HANDLER = ChatMemberHandler(_changed, ChatMemberHandler.MY_CHAT_MEMBER)
