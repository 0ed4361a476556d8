#!/usr/bin/env bash
# How long the packaged demo takes to start, in the ways that docs/deployment.md tells of: seconds that the
# process has run when the application says that it has started, in 5 runs and in turns, with their median.
#
#   JAVA_HOME=/path/to/jdk-25 demo-app/measure-start.sh [RUNS]
set -euo pipefail

runs=${1:-5}
java=${JAVA_HOME:?has to name a JDK, 25 or later}/bin/java
jar=$(cd "$(dirname "$0")" && pwd)/target/demo-app.jar
[ -e "$jar" ] || { echo "build it first: mvn -q -DskipTests -pl demo-app -am package" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

settings=(--server.port=0 --bisocket.server.port=0 --bisocket.client.port=1)
train=(-Dspring.context.exit=onRefresh -Dspring.main.banner-mode=off)
"$java" -Djarmode=tools -jar "$jar" extract --destination app > log
"$java" -XX:ArchiveClassesAtExit=app.jsa "${train[@]}" -jar app/demo-app.jar "${settings[@]}" >> log 2>&1
"$java" -XX:AOTCacheOutput=app.aot "${train[@]}" -jar app/demo-app.jar "${settings[@]}" >> log 2>&1
"$java" -XX:AOTCacheOutput=both.aot -Dspring.aot.enabled=true "${train[@]}" -jar app/demo-app.jar "${settings[@]}" >> log 2>&1

once() {
  "$java" "$@" "${settings[@]}" > log 2>&1 &
  local process=$!
  until grep -q "Started DemoApplication" log; do
    kill -0 "$process" 2> /dev/null || { cat log >&2; exit 1; }
    sleep 0.1
  done
  kill "$process"
  wait "$process" || true
  sed -n 's/.*process running for \([0-9.]*\).*/\1/p' log | head -n 1
}

names=("one jar" "extracted" "CDS archive" "\`spring.aot.enabled\`" "AOT cache" "both of these")
ways=(
  "-jar $jar"
  "-jar app/demo-app.jar"
  "-XX:SharedArchiveFile=app.jsa -jar app/demo-app.jar"
  "-Dspring.aot.enabled=true -jar app/demo-app.jar"
  "-XX:AOTCache=app.aot -jar app/demo-app.jar"
  "-XX:AOTCache=both.aot -Dspring.aot.enabled=true -jar app/demo-app.jar"
)
for run in $(seq "$runs"); do
  for way in "${!ways[@]}"; do
    # shellcheck disable=SC2086 # words of one command
    once ${ways[$way]} >> "seconds.$way"
  done
done

echo "| Way | Median (s) | All (s) |"
echo "| --- | --- | --- |"
for way in "${!ways[@]}"; do
  sorted=$(sort -n "seconds.$way" | tr '\n' ' ')
  median=$(sort -n "seconds.$way" | sed -n "$(((runs + 1) / 2))p")
  echo "| ${names[$way]} | $median | ${sorted% } |"
done
