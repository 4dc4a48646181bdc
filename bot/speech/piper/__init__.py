"""Piper's voices, which sound like a person: a program beside ours, or a server elsewhere."""

from bot.speech.piper.server import PiperServer, PiperVoice

__all__ = ["PiperServer", "PiperVoice"]
