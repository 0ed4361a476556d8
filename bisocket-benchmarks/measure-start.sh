#!/usr/bin/env bash
# How long an application of Spring Boot takes to start: without the starter and what that brings, with Jackson
# and Spring Messaging, which it brings, with the starter switched off, with a server, and with a client too.
# Seconds that the process has run when the application says that it has started, in turns, with their median.
# JAVA_TOOL_OPTIONS may say how, such as -XX:TieredStopAtLevel=1.
#
#   bisocket-benchmarks/measure-start.sh [RUNS]
set -euo pipefail

runs=${1:-5}
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
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$1" io.bisocket.benchmarks.spring.StartApplication "${@:3}" > log 2>&1
  sed -n 's/.*process running for \([0-9.]*\).*/\1/p' log >> "$2"
}

for run in $(seq "$runs"); do
  once "$without" without
  once "$jackson" jackson
  once "$with" off --bisocket.enabled=false
  once "$with" server "${server[@]}"
  once "$with" both "${server[@]}" "${client[@]}"
done

echo "| Application | Median (s) | All (s) |"
echo "| --- | ---: | --- |"
for way in without jackson off server both; do
  sorted=$(sort -n "$way" | tr '\n' ' ')
  echo "| $way | $(sort -n "$way" | sed -n "$(((runs + 1) / 2))p") | ${sorted% } |"
done
