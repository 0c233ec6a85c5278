# Settings of the local cluster; sourced by up, down and status. Each can be set in the environment.
# shellcheck shell=bash disable=SC2034

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
libraries=$project/target/lib

home=${MOBILENET_LOCAL_DIR:-$project/target/local}
kafka_port=${MOBILENET_LOCAL_KAFKA_PORT:-9092}
controller_port=${MOBILENET_LOCAL_CONTROLLER_PORT:-9093}
flink_port=${MOBILENET_LOCAL_FLINK_PORT:-8081}
rpc_port=${MOBILENET_LOCAL_RPC_PORT:-6123}
# Port of the JobManager's metrics for Prometheus; TaskManagers use the following ports.
metrics_port=${MOBILENET_LOCAL_METRICS_PORT:-9249}
taskmanagers=${MOBILENET_LOCAL_TASKMANAGERS:-1}
slots=${MOBILENET_LOCAL_SLOTS:-2}
# Further flags of the TaskManagers' JVM, separated by spaces.
read -ra taskmanager_flags <<<"${MOBILENET_LOCAL_TASKMANAGER_FLAGS:-}"
# "true" puts the job's jar into Flink's class path, so that its classes are loaded and compiled once for all jobs. Then
# the cluster runs this jar, whichever is submitted.
job_in_lib=${MOBILENET_LOCAL_JOB_IN_LIB:-false}
# A directory; a test may mount a separate file system there.
checkpoints=${MOBILENET_LOCAL_CHECKPOINTS:-$home/checkpoints}
seconds_to_start=${MOBILENET_LOCAL_SECONDS:-90}

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# services: all services, including those started with other settings, in the order in which they start; they stop in
# the opposite order.
services() {
  local number pid
  {
    printf '%s\n' kafka jobmanager
    for ((number = 1; number <= taskmanagers; number++)); do echo "taskmanager-$number"; done
    for pid in "$home"/taskmanager-*.pid; do
      [ ! -f "$pid" ] || basename "$pid" .pid
    done | sort -t - -k 2n
  } | awk '!seen[$0]++'
}

# running SERVICE: true if the process that `up` started for it is alive. A zombie process, which has ended and only
# waits for its parent, is not alive.
running() {
  local pid
  [ -f "$home/$1.pid" ] && pid=$(cat "$home/$1.pid") && kill -0 "$pid" 2>/dev/null || return 1
  ! grep -q '^State:[[:space:]]*Z' "/proc/$pid/status" 2>/dev/null
}

# port SERVICE: prints the port of its metrics.
port() {
  case $1 in
    jobmanager) echo "$metrics_port" ;;
    taskmanager-*) echo $((metrics_port + ${1#taskmanager-})) ;;
  esac
}

# listening PORT: true if a process on this machine accepts connections on this port.
listening() {
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
