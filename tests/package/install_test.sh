#!/bin/sh
# install_test.sh BINARY BUILD SOURCE: `cmake --install` into an empty prefix gives these files and a program that runs.
. "$(dirname "$0")/common.sh"
need git cmake
cmake --install "$BUILD" --prefix "$work/prefix" >/dev/null
(cd "$work/prefix" && find . -type f | sort) >"$work/files"
cat >"$work/wanted" <<'EOF'
./bin/modgate
./share/bash-completion/completions/modgate
./share/doc/modgate/LICENSE
./share/doc/modgate/README.md
./share/fish/vendor_completions.d/modgate.fish
./share/man/man1/modgate.1.gz
./share/modgate/schemas/manifest.schema.json
./share/modgate/schemas/people.schema.json
./share/modgate/schemas/policy.schema.json
./share/modgate/schemas/report.schema.json
./share/zsh/site-functions/_modgate
EOF
diff "$work/wanted" "$work/files"
for shell in bash:bash-completion/completions/modgate fish:fish/vendor_completions.d/modgate.fish \
  zsh:zsh/site-functions/_modgate; do
  "$BINARY" completions "${shell%%:*}" | cmp - "$work/prefix/share/${shell#*:}"
done
healthy "$work/healthy"
repository=$work/healthy
works "$work/prefix/bin/modgate"
