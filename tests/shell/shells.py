"""Three shells that complete a line: bash and zsh behind a terminal of their own, fish by its own command.

Each is started once, in a folder, with nothing of the user's set-up, and gives for a line the words that it would offer.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import time


class Missing(Exception):
    """The shell is not installed."""


class Terminal:
    """A program behind a terminal; what it prints is read up to a mark."""

    def __init__(self, words, folder, environment):
        if shutil.which(words[0]) is None:
            raise Missing(words[0])
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment)
        self.seen = ""

    def send(self, text):
        os.write(self.file, text.encode())

    def read_to(self, pattern, seconds=20):
        end = time.monotonic() + seconds
        while True:
            match = re.search(pattern, self.seen, re.S)
            if match:
                self.seen = self.seen[match.end():]
                return match
            if not select.select([self.file], [], [], max(0, end - time.monotonic()))[0]:
                raise AssertionError(f"no {pattern!r} in {self.seen!r}")
            self.seen += os.read(self.file, 65536).decode(errors="replace")

    def close(self):
        os.close(self.file)
        os.waitpid(self.process, 0)


def words_of(line):
    """The words of an edited line as a shell would split it: quotes and backslashes are gone."""
    words, word, quote, at = [], None, "", 0
    while at < len(line):
        c = line[at]
        if quote:
            if c == quote:
                quote = ""
            else:
                word += c
        elif c == " ":
            if word is not None:
                words.append(word)
            word = None
        else:
            word = word or ""
            if c in "'\"":
                quote = c
            elif c == "\\":
                at += 1
                word += line[at]
            else:
                word += c
        at += 1
    return words + ([word] if word is not None else [])


class Editor:
    """A shell whose line editor puts all candidates on the line and then prints it."""

    def __init__(self, words, folder, environment, prepare, all_keys):
        self.terminal = Terminal(words, folder, environment)
        self.all_keys = all_keys
        # Printed by the shell, not by the echo of what was typed: the mark is computed.
        for line in prepare + ["echo read''y"]:
            self.terminal.send(line + "\n")
        self.terminal.read_to("\nready\r?\n|\rready\r?\n")

    def candidates(self, line):
        line, _, behind = line.partition("|")
        self.terminal.send(line + behind + "\x1b[D" * len(behind) + self.all_keys + "\x14")
        text = self.terminal.read_to(r"<<(.*?)>>").group(1).removesuffix(behind)
        self.terminal.send("\x05\x15")
        before = words_of(line)
        # The word that was being typed is replaced; an unchanged line means that nothing was offered.
        kept = before if line.endswith(" ") else before[:-1]
        after = words_of(text)
        if after == before:
            return set()
        # bash puts only what stands behind the last = in the place of a word, for every candidate but the first.
        typed = "" if line.endswith(" ") else before[-1]
        head = typed[:typed.rfind("=") + 1]
        return {word if word.startswith(head) else head + word for word in after[len(kept):]}

    def close(self):
        self.terminal.close()


BASH = ["bash", "--noprofile", "--norc", "-i"]
BASH_EDITING = ["PS1=; unset PROMPT_COMMAND", "bind 'set enable-bracketed-paste off'", "bind 'set bell-style none'",
                "stty -ixon; bind '\"\\e*\": insert-completions'",
                "show() { printf '<<%s>>' \"$READLINE_LINE\"; }; bind -x '\"\\C-t\": show'"]


def bash(script, folder, environment):
    return Editor(BASH, folder, environment, BASH_EDITING + [f"source {script}"], "\x1b*")


def bash_with_package(script, folder, environment):
    """With the package bash-completion, which loads the script itself when it is needed."""
    package = "/usr/share/bash-completion/bash_completion"
    if not os.path.exists(package):
        raise Missing(package)
    installed = os.path.dirname(script) + "/completions"
    os.mkdir(installed)
    shutil.copy(script, f"{installed}/modgate")
    prepare = [f"BASH_COMPLETION_USER_DIR={os.path.dirname(script)}", f"source {package}"]
    return Editor(BASH, folder, environment, BASH_EDITING + prepare, "\x1b*")


def zsh(script, folder, environment):
    """As installed: a file in a folder of fpath that compinit finds."""
    functions = os.path.dirname(script) + "/functions"
    os.mkdir(functions)
    shutil.copy(script, f"{functions}/_modgate")
    prepare = [f"unset zle_bracketed_paste; PS1=; LISTMAX=0; fpath=({functions} $fpath)",
               "autoload -U compinit && compinit -u -D",
               "zstyle ':completion:all-matches:*' completer _all_matches _complete",
               "zstyle ':completion:*' insert yes; zstyle ':completion:*' list-prompt ''; unsetopt beep prompt_sp",
               "zle -C all-matches complete-word _generic && bindkey '^[*' all-matches",
               "show() { print -rn -- \"<<$BUFFER>>\" }; zle -N show && bindkey '^T' show && bindkey '^U' kill-whole-line"]
    return Editor(["zsh", "-f", "-i"], folder, environment, prepare, "\x1b*")


class Fish:
    def __init__(self, script, folder, environment):
        if shutil.which("fish") is None:
            raise Missing("fish")
        self.script, self.folder, self.environment = script, folder, environment

    def candidates(self, line):
        quoted = line.partition("|")[0].replace("\\", "\\\\").replace("'", "\\'")
        command = f"source {self.script}; complete -C '{quoted}'"
        ran = subprocess.run(["fish", "--no-config", "-c", command], cwd=self.folder, env=self.environment,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 1) and not ran.stderr, ran.stderr
        return {text.split("\t")[0] for text in ran.stdout.splitlines()}

    def close(self):
        pass


SHELLS = {"bash": bash, "bash_with_package": bash_with_package, "zsh": zsh, "fish": Fish}
