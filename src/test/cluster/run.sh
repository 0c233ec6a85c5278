# Builds what is missing and runs a main class of the cluster tests; sourced by faults and soak.
# shellcheck shell=bash

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

build() {
  "$project/deploy/bin/mobilenet" --version >&2
  local newest=$project/target/test-classes/io/flinkmobilenet/cluster/package-info.class
  if [ ! -f "$newest" ] || [ -n "$(find "$project/src/test/java/io/flinkmobilenet/cluster" -newer "$newest" | head -n 1)" ]; then
    (cd "$project" && mvn -q -B test-compile -Dformat.check.phase=none) >&2
  fi
}

# run CLASS ARGUMENT...: with what the launcher has on its class path, and the tests.
run() {
  local version
  version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$project/pom.xml" | head -n 1)
  cd "$project"
  "$java" --add-modules jdk.incubator.vector -Djava.awt.headless=true \
    "-Dflinkmobilenet.job-jar=$project/target/flink-mobilenet-$version-job.jar" \
    -cp "$project/target/classes:$project/target/test-classes:$project/target/lib/*" "$@"
}
