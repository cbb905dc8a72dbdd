#!/usr/bin/env python3
"""What the RFC documents of a folder lack: runs `modgate rfc` on each and prints one row a document, then the counts.

    rfc_table.py MODGATE FOLDER [--headings HEADING...]

Every document must get a verdict (exit 0 or 1); anything else is printed and makes this script exit 1. As a check on
modgate, a heading is also looked for by a search of its own for the words at the start of a line; where that sees the
heading that modgate reports as missing, the document is listed for a person to look at."""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def judge(modgate, document, folder, policy):
    command = [modgate, "-C", folder, "rfc", str(document), "-f", "json"]
    if policy:
        command += ["--config", policy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        return None, f"exit {done.returncode}: {done.stderr.strip()}"
    return json.loads(done.stdout)["findings"], None


def kind_of(message):
    missing = re.match(r"the RFC has no heading `(.*?)`", message)
    if missing:
        return "missing", missing.group(1)
    if message.startswith("section"):
        return "hollow", message
    return "template", message


def plain_search_sees(text, heading):
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", heading))
    return re.search(rf"^#+[\W\d]*{words}\W*$", text, re.IGNORECASE | re.MULTILINE) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modgate")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--headings", nargs="+")
    arguments = parser.parse_args()
    modgate = str(pathlib.Path(arguments.modgate).resolve())
    missing, others, failed, doubts = collections.Counter(), collections.Counter(), [], []
    whole = clean = 0
    documents = sorted(arguments.folder.resolve().rglob("*.md"))
    with tempfile.TemporaryDirectory() as folder:
        policy = None
        if arguments.headings:
            policy = str(pathlib.Path(folder) / "policy.yaml")
            lines = ["schema: modgate/policy/v1", "policy:", "  rfc_headings: " + json.dumps(arguments.headings)]
            pathlib.Path(policy).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print("| document | missing headings | template text |\n| --- | --- | --- |")
        for document in documents:
            findings, trouble = judge(modgate, document, folder, policy)
            if trouble:
                failed.append(f"{document.name}: {trouble}")
                continue
            text = document.read_text(encoding="utf-8", errors="replace")
            lacks, left = [], []
            for finding in findings:
                kind, what = kind_of(finding["message"])
                (lacks if kind == "missing" else left).append(what)
                (missing if kind == "missing" else others)[what if kind == "missing" else kind] += 1
                if kind == "missing" and plain_search_sees(text, what):
                    doubts.append(f"{document.name}: {what}")
            whole += not lacks
            clean += not findings
            print(f"| {document.name} | {', '.join(lacks) or '-'} | {len(left) or '-'} |")
    print(f"\n{len(documents)} documents, {whole} with all headings, {clean} without any finding")
    for what, count in missing.most_common():
        print(f"{count:4} without {what}")
    for what, count in others.most_common():
        print(f"{count:4} findings: {what}")
    for line in failed:
        print("no verdict: " + line)
    for line in doubts:
        print("a plain search sees it: " + line)
    sys.exit(1 if failed else 0)


main()
