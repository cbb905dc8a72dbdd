"""Reads names of Markdown files on its input; prints the headings of each as cmark reads them, in the rows that
listing.h describes: level, number of blocks around it, line, and the letters and digits of its text. The line is 0 for
an underlined heading: cmark counts definitions of links before it as part of it."""

import re
import subprocess
import sys
import xml.etree.ElementTree as tree

AROUND = {"block_quote", "item"}


def name_of(node):
    return node.tag.split("}")[-1]


def text_of(node):
    parts = []
    for part in node.iter():
        if name_of(part) in ("text", "code"):
            parts.append(part.text or "")
    return "".join(parts)


def headings(node, depth):
    for part in node:
        if name_of(part) == "heading":
            first, last = (place.split(":")[0] for place in part.get("sourcepos").split("-"))
            line = first if first == last else "0"
            text = text_of(part).encode("utf-8", "surrogateescape")
            kept = b"".join(re.findall(rb"[A-Za-z0-9\x80-\xff]", text)).lower()
            yield b"\t".join([b"heading", part.get("level").encode(), str(depth).encode(), line.encode(), kept])
        else:
            yield from headings(part, depth + (name_of(part) in AROUND))


def main():
    for path in sys.stdin.read().splitlines():
        sys.stdout.buffer.write(b"file\t" + path.encode() + b"\n")
        done = subprocess.run(["cmark", "-t", "xml", "--sourcepos", path], capture_output=True, check=True)
        try:
            root = tree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout))
        except tree.ParseError:
            sys.stdout.buffer.write(b"unparsed\n")
            continue
        for row in headings(root, 0):
            sys.stdout.buffer.write(row + b"\n")


main()
