# Builds what is missing and runs a main class of the cluster tests; sourced by faults and soak.
# shellcheck shell=bash

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

build() {
  "$project/deploy/bin/mobilenet" --version >/dev/null
  local newest=$project/src/cluster/target/test-classes/io/flinkmobilenet/cluster/package-info.class
  if [ ! -f "$newest" ] || [ -n "$(find "$project/src/cluster/src/test" -newer "$newest" | head -n 1)" ]; then
    (cd "$project" && mvn -q -B test-compile -Dformat.check.phase=none) >&2
  fi
}

# stop HOME: stops all processes of the cluster that has its files there, however its harness ended.
stop() {
  MOBILENET_LOCAL_DIR=$1 "$project/deploy/local/down" >&2 || true
}

# run CLASS ARGUMENT...: runs a class with the class path of the launcher and the tests. Signals are passed on to it,
# which a shell does not do while it waits for a command in the foreground.
run() {
  local version
  version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$project/pom.xml" | head -n 1)
  cd "$project"
  "$java" --add-modules jdk.incubator.vector -Djava.awt.headless=true \
    "-Dflinkmobilenet.job-jar=$project/target/flink-mobilenet-$version-job.jar" \
    -cp "$(printf '%s:' "$project"/src/*/target/test-classes)$project/target/flink-mobilenet-$version.jar:$project/target/lib/*" "$@" &
  local child=$! code=0
  trap 'kill "$child" 2>/dev/null || true' INT TERM HUP
  wait "$child" || code=$?
  while kill -0 "$child" 2>/dev/null; do
    code=0
    wait "$child" || code=$?
  done
  return "$code"
}
