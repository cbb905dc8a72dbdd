#!/bin/sh
# tarball.sh CMAKE BUILD NAME DAY FOLDER packs the static program of a build folder, its manual page, completions and
# schemas as FOLDER/NAME.tar.gz. The bytes depend on these files and the day alone: SOURCE_DATE_EPOCH, else DAY.
set -eu
cmake=$1 build=$2 name=$3 day=$4 folder=$5

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
umask 022
for component in static shared plain; do
  "$cmake" --install "$build" --prefix "$stage/$name" --component "$component" >/dev/null
done
chmod -R u=rwX,go=rX "$stage/$name"
tar -C "$stage" --sort=name --mtime="@${SOURCE_DATE_EPOCH:-$(date -u -d "$day" +%s)}" --owner=0 --group=0 --numeric-owner \
  --format=ustar -cf "$stage/$name.tar" "$name"
gzip -9n "$stage/$name.tar"
mv "$stage/$name.tar.gz" "$folder/$name.tar.gz"
echo "$folder/$name.tar.gz"
