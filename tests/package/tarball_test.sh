#!/bin/sh
# tarball_test.sh BINARY BUILD SOURCE: the static program needs no file but itself, and packing it twice gives the same
# bytes.
. "$(dirname "$0")/common.sh"
need git tar readelf
[ -x "$BUILD/src/packaging/modgate-static" ] || {
  echo "there is no static program: a static library is missing"
  [ -z "${MODGATE_REQUIRE_ORACLES:-}" ] && exit 77
  exit 1
}
name=modgate-test-linux
pack() { # pack FOLDER UMASK
  mkdir "$work/$1"
  (umask "$2" && sh "$SOURCE/src/packaging/tarball.sh" cmake "$BUILD" $name 2026-11-22 "$work/$1") >/dev/null
}
pack one 022
pack two 077
cmp "$work/one/$name.tar.gz" "$work/two/$name.tar.gz"
tar -tvzf "$work/one/$name.tar.gz" >"$work/list"
grep -v -q '0/0 ' "$work/list" && fail "an owner is told: $(cat "$work/list")"
grep -v -q ' 2026-11-22 ' "$work/list" && fail "a time is told: $(cat "$work/list")"

mkdir "$work/root"
tar -C "$work/root" -xzf "$work/one/$name.tar.gz" --strip-components=1
program=$work/root/bin/modgate
readelf -lS "$program" >"$work/elf"
grep -q -e INTERP -e '\.symtab' -e '\.debug' "$work/elf" && fail "not static, or not stripped: $(cat "$work/elf")"
for part in share/man/man1/modgate.1.gz share/bash-completion/completions/modgate share/zsh/site-functions/_modgate \
  share/fish/vendor_completions.d/modgate.fish share/doc/modgate/LICENSE share/doc/modgate/third-party/libgit2-dev; do
  [ -s "$work/root/$part" ] || fail "the tarball has no $part"
done
# No folder of the machine that built it.
grep -q -a -F "$SOURCE" "$program" && fail "the program names the folder of its sources"

# A root with the program and a repository, and no HOME, no libraries, no /etc, no /proc.
rm -rf "$work/root/share"
healthy "$work/root/healthy"
repository=/healthy
if [ "$(id -u)" = 0 ]; then
  inside="chroot $work/root"
elif unshare -r chroot "$work/root" /bin/modgate --version >/dev/null 2>&1; then
  inside="unshare -r chroot $work/root"
else
  echo "neither root nor a user namespace: there is no empty root to run in"
  [ -z "${MODGATE_REQUIRE_ORACLES:-}" ] && exit 77
  exit 1
fi
cat >"$work/run" <<EOF
#!/bin/sh
unset HOME XDG_CONFIG_HOME GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
exec $inside /bin/modgate "\$@"
EOF
chmod 755 "$work/run"
works "$work/run"
echo "$name.tar.gz: $(wc -c <"$work/one/$name.tar.gz") bytes, program $(wc -c <"$program")"
