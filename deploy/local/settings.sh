# Settings of the local cluster; sourced by up, down and status. Each can be set in the environment.
# shellcheck shell=bash disable=SC2034

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
libraries=$project/target/lib

home=${MOBILENET_LOCAL_DIR:-$project/target/local}
kafka_port=${MOBILENET_LOCAL_KAFKA_PORT:-9092}
controller_port=${MOBILENET_LOCAL_CONTROLLER_PORT:-9093}
flink_port=${MOBILENET_LOCAL_FLINK_PORT:-8081}
rpc_port=${MOBILENET_LOCAL_RPC_PORT:-6123}
slots=${MOBILENET_LOCAL_SLOTS:-2}
seconds_to_start=${MOBILENET_LOCAL_SECONDS:-90}

# In the order in which they start; they stop in the opposite order.
services=(kafka jobmanager taskmanager)

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# running SERVICE: whether the process that `up` started for it is alive.
running() {
  [ -f "$home/$1.pid" ] && kill -0 "$(cat "$home/$1.pid")" 2>/dev/null
}

# listening PORT: whether something on this machine accepts connections there.
listening() {
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
