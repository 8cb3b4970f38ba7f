#!/usr/bin/env bash
# Checks the model with spin (Debian: spin, gcc), and that breaking the guard is found.
set -euo pipefail
model=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/lane.pml
command -v spin > /dev/null || { echo "spin is needed (Debian package spin)"; exit 2; }
work=$(mktemp -d)
cd "$work"
check() {
  spin "$@" -a "$model" > /dev/null
  gcc -O2 -DSAFETY -DMEMLIM=4096 -o pan pan.c 2> /dev/null
  ./pan -m200000 2>&1
}
good=$(check)
echo "$good" | grep -E 'errors:|states, stored'
echo "$good" | grep -q 'errors: 0' || { echo "the model fails"; exit 1; }
mutant=$(check -DNO_GUARD)
echo "without the guard: $(echo "$mutant" | grep -E 'errors:')"
echo "$mutant" | grep -q 'errors: 0' && { echo "the mutant is not found: the model proves nothing"; exit 1; }
echo "2 passed, 0 failed"
