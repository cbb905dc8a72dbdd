#!/bin/sh
# deb_test.sh BINARY BUILD SOURCE: the .deb is clean for lintian, installs into an empty root, runs there, and goes without
# a trace.
. "$(dirname "$0")/common.sh"
need git cpack dpkg dpkg-deb dpkg-shlibdeps lintian

# Whatever the umask of who packs.
(cd "$work" && umask 077 && cpack --config "$BUILD/CPackConfig.cmake" -B "$work/cpack" >cpack.log 2>&1) || fail "$(cat "$work/cpack.log")"
deb=$(find "$work/cpack" -maxdepth 1 -name 'modgate_*.deb')
[ -n "$deb" ] || fail "there is no .deb"
lintian --fail-on error,warning --allow-root "$deb" >"$work/lintian" 2>&1 || fail "$(cat "$work/lintian")"

for library in libc6 libfmt9 libgit2 libstdc++6 libyaml-cpp; do
  dpkg-deb -f "$deb" Depends | grep -q "${library}[^,]* (>= " || fail "Depends has no $library: $(dpkg-deb -f "$deb" Depends)"
done

set -f  # the options are words, and none of them a pattern here
# The packages that it depends on are those of this machine; the root has nothing else.
root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/var/log"
sed '/^Package: modgate$/,/^$/d' /var/lib/dpkg/status >"$root/var/lib/dpkg/status"
# Images for containers tell dpkg to leave out manual pages.
options="--path-include=/usr/share/* --log=/dev/null"
[ "$(id -u)" = 0 ] || options="$options --force-not-root"
before=$(cd "$root" && find . ! -path './var/*' | sort)
PATH=$PATH:/usr/sbin:/sbin dpkg $options --root="$root" -i "$deb" >"$work/dpkg" 2>&1 || fail "$(cat "$work/dpkg")"
dpkg --root="$root" -V modgate >"$work/verify" && [ ! -s "$work/verify" ] || fail "dpkg -V: $(cat "$work/verify")"
file_of() { [ -s "$root/usr/$1" ] || fail "the package has no /usr/$1"; }
for file in bin/modgate share/man/man1/modgate.1.gz share/bash-completion/completions/modgate \
  share/zsh/vendor-completions/_modgate share/fish/vendor_completions.d/modgate.fish share/doc/modgate/copyright \
  share/doc/modgate/changelog.gz share/doc/modgate/README.md share/modgate/schemas/manifest.schema.json; do
  file_of $file
done
healthy "$work/healthy"
repository=$work/healthy
works "$root/usr/bin/modgate"

PATH=$PATH:/usr/sbin:/sbin dpkg $options --root="$root" -P modgate >"$work/dpkg" 2>&1 || fail "$(cat "$work/dpkg")"
after=$(cd "$root" && find . ! -path './var/*' | sort)
[ "$before" = "$after" ] || fail "left behind: $after"
dpkg --root="$root" -l modgate 2>/dev/null | grep -q '^.i' && fail "dpkg still knows it"
echo "$(basename "$deb"): $(wc -c <"$deb") bytes"
