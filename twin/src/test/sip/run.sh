#!/usr/bin/env bash
# Places real calls: SIPp calls through two Kamailio gateways, each with its own records and its own clock.
#   run.sh FOLDER NUMBERS CALLS START SKEW
# FOLDER gets origin.csv and termination.csv (accounting of each gateway, local wall times), NUMBERS is SIPp's injection file (from;to;milliseconds), START the wall
# time of the first gateway ("2026-09-15 10:00:00", in TZ), SKEW the seconds by which the second one's clock is ahead.
# Exit 77: a program is absent and cannot be installed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1 numbers=$2 calls=$3 start=$4 skew=$5
missing() { ! command -v sipp > /dev/null || ! command -v kamailio > /dev/null || ! command -v faketime > /dev/null; }
if missing && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq sip-tester kamailio faketime) > "$folder/install.log" 2>&1 || true
fi
if missing; then
  echo "install the packages sip-tester, kamailio and faketime" >&2
  exit 77
fi
modules=$(find /usr/lib -type d -path "*/kamailio/modules" -print -quit)
base=$((20000 + RANDOM % 20000))
origin=$base termination=$((base + 1)) answer=$((base + 2)) call=$((base + 3))
# Every program leads a process group of its own, whose number stands in FOLDER/groups: the wrapper of the clock and the server's own children end with it.
groups=()
signal() { for group in "${groups[@]}"; do kill "-$1" -- "-$group" 2> /dev/null || true; done; }
alive() { for group in "${groups[@]}"; do ! kill -0 -- "-$group" 2> /dev/null || return 0; done; return 1; }
stop() {
  signal TERM
  for _ in $(seq 50); do alive || break; sleep 0.1; done
  signal KILL
  wait 2> /dev/null || true
}
trap stop EXIT
trap 'exit 1' TERM INT HUP
lead() { # log program arguments
  local log=$1
  shift
  setsid "$@" > "$log" 2>&1 < /dev/null &
  groups+=($!)
  echo $! >> "$folder/groups"
}
gateway() { # name port next seconds-ahead
  mkdir -p "$folder/$1"
  sed "s|MODULES|$modules/|; s|NEXT|$3|; s|PORT|$2|" "$here/gateway.cfg" > "$folder/$1.cfg"
  local clock
  clock=$(date -d "$start $4 seconds" '+%F %T')
  lead "$folder/$1.log" faketime -f "@$clock" kamailio -DD -E -m 64 -M 8 -Y "$folder/$1" -f "$folder/$1.cfg"
}
records() { # name
  echo "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user,trunk"
  sed -n 's/.*ACC: [^:]*: timestamp=\([0-9]*\);method=\([A-Z]*\);from_tag=\([^;]*\);to_tag=\([^;]*\);call_id=\([^;]*\);code=\([0-9]*\);reason=\([^;]*\);src_user=\([0-9]*\);dst_user=\([0-9]*\).*/\1 \2,\3,\4,\5,\6,"\7",TIME,\8,\9/p' "$folder/$1.log" |
    while read -r second rest; do echo "${rest/TIME/$(date -d "@$second" '+%F %T')},gw-1"; done
}
gateway origin "$origin" "$termination" 0
gateway termination "$termination" "$answer" "$skew"
lead "$folder/answerer.log" sipp -sf "$here/answerer.xml" -i 127.0.0.1 -p "$answer" -m 100000 -nostdin
sleep 3
lead "$folder/caller.log" sipp -sf "$here/caller.xml" -inf "$numbers" -i 127.0.0.1 -p "$call" -m "$calls" -r 20 -l 200 -nostdin -timeout 90 \
  "127.0.0.1:$origin"
# waited for in the background, so that a signal to this script is heard at once
wait $! || { echo "SIPp failed" >&2; tail -n 5 "$folder/caller.log" >&2; exit 1; }
sleep 2
records origin > "$folder/origin.csv"
records termination > "$folder/termination.csv"
