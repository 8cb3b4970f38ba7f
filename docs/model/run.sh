#!/usr/bin/env bash
# Checks the model with spin (Debian: spin, gcc), and that each broken rule is found.
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
passed=1
for rule in NO_GUARD COSIGN_EARLY NO_INDEX; do
  mutant=$(check "-D$rule")
  echo "$rule: $(echo "$mutant" | grep -E 'errors:')"
  echo "$mutant" | grep -q 'errors: 0' && { echo "the mutant $rule is not found: the model proves nothing"; exit 1; }
  passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
