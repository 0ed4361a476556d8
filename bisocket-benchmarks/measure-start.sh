#!/usr/bin/env bash
# How long an application of Spring Boot takes to start: without the starter and what that brings, with Jackson
# and Spring Messaging, which it brings, with the starter switched off, with a server, and with a client too.
# Seconds that the process has run when the application says that it has started, in turns, with their median, and
# the processor time of the whole process until it has stopped again.
# JAVA_TOOL_OPTIONS may say how, such as -XX:TieredStopAtLevel=1. With cds each has an archive of its classes, with
# aot (JDK 25) an AOT cache, which a whole run before has written.
#
#   bisocket-benchmarks/measure-start.sh [RUNS] [cds|aot]
set -euo pipefail

runs=${1:-5}
case ${2:-} in
  cds) write=-XX:ArchiveClassesAtExit= read=-XX:SharedArchiveFile= ;;
  aot) write=-XX:AOTCacheOutput= read=-XX:AOTCache= ;;
  *) write='' read='' ;;
esac
jar=$(cd "$(dirname "$0")" && pwd)/target/benchmarks.jar
[ -e "$jar" ] || { echo "build it first: mvn -q -DskipTests package" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
(cd "$work" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$jar" peers/bisocket-spring)

ours='bisocket-(core|auto|spring)|netty|commons-(codec|compress|io|lang3)'
brought='jackson|spring-messaging|spring-boot-(starter-)?jackson'
all=$(echo peers/bisocket-spring/*.jar | tr ' ' '\n')
with=$(tr '\n' : <<< "$all")
jackson=$(grep -vE "/($ours)[^/]*$" <<< "$all" | tr '\n' :)
without=$(grep -vE "/($ours|$brought)[^/]*$" <<< "$all" | tr '\n' :)
server=(--bisocket.crypto-key=8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d --bisocket.server.port=0)
client=(--bisocket.client.host=127.0.0.1 --bisocket.client.port=1)

once() {
  local how=(${option:+"$option$2.archive"} -cp "$1" io.bisocket.benchmarks.spring.StartApplication "${@:3}")
  { time "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${how[@]}" > log 2>&1; } 2> cpu
  awk '{ print $1 + $2 }' cpu >> "$2.cpu"
  sed -n 's/.*process running for \([0-9.]*\).*/\1/p' log >> "$2"
}

TIMEFORMAT='%U %S'
each() {
  once "$without" without
  once "$jackson" jackson
  once "$with" off --bisocket.enabled=false
  once "$with" server "${server[@]}"
  once "$with" both "${server[@]}" "${client[@]}"
}

if [ -n "$write" ]; then
  option=$write
  each
  rm without jackson off server both *.cpu
fi
option=$read
for run in $(seq "$runs"); do
  each
done

median() {
  sort -n "$1" | sed -n "$(((runs + 1) / 2))p"
}

echo "| Application | Median (s) | All (s) | CPU (s) |"
echo "| --- | ---: | --- | ---: |"
for way in without jackson off server both; do
  sorted=$(sort -n "$way" | tr '\n' ' ')
  echo "| $way | $(median "$way") | ${sorted% } | $(median "$way.cpu") |"
done
