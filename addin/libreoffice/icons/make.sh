#!/bin/sh
# Draws the PNG files of the extension from the SVG sources; the colours are readable on light and dark backgrounds.
# Needs rsvg-convert (librsvg2-bin). The results are checked in, so that building needs no drawing program.
set -eu
cd "$(dirname "$0")"
for name in refresh check explain summary new settings; do
  for size in 16 26; do rsvg-convert -w $size -h $size "$name.svg" -o "../extension/icons/${name}_$size.png"; done
done
rsvg-convert -w 42 -h 42 daicho.svg -o ../extension/icons/daicho_42.png
