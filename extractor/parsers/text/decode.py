"""Bytes → text. UTF-8 is the rule; what is not UTF-8 is read as GB18030 (the Chinese national standard, a superset of
GBK and GB2312) only where the result looks like Chinese prose, and the document says so."""

from __future__ import annotations

import codecs

from extractor.errors import UnreadableInput

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMON = ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF), (0x2010, 0x2044), (0x2150, 0x22FF), (0x2460, 0x25FF), (0xA0, 0xFF))
"""What Chinese reports are written in beside ASCII: unified ideographs, CJK punctuation, full-width forms, dashes and
quotes, signs and numerals, boxes and bullets, Latin-1."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, line ends as `\\n`, and the encoding it was read with. Raises UnreadableInput (`empty`, `binary`)."""
    if not data.strip():
        raise UnreadableInput("empty", "文件是空的", "the file is empty")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding and b"\x00" in data:
        raise UnreadableInput("binary", "文件含有二进制数据，不是文本", "the file holds binary data, no text")
    for name in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _readable(text, strict=name == "gb18030"):
            return text.replace("\r\n", "\n").replace("\r", "\n"), name
    raise UnreadableInput("binary", "既不是 UTF-8 也不是 GB18030 文本", "neither UTF-8 nor GB18030 text")


def _readable(text: str, strict: bool) -> bool:
    """GB18030 gives a character to nearly every run of bytes; only where the characters are those of Chinese text did
    the bytes mean it. Control characters are no text in any encoding."""
    control = sum(ch < " " and ch not in "\n\r\t\f\v" for ch in text)
    if control * 100 > len(text):
        return False
    if not strict:
        return True
    foreign = [ord(ch) for ch in text if ch > "\x7f"]
    common = sum(any(low <= code <= high for low, high in _COMMON) for code in foreign)
    return common * 10 >= len(foreign) * 9
