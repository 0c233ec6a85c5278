# Writes the configuration of broker and cluster; sourced by up.
# shellcheck shell=bash disable=SC2154

write_configuration() {
  cat >"$home/conf/server.properties" <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller_port
listeners=PLAINTEXT://127.0.0.1:$kafka_port,CONTROLLER://127.0.0.1:$controller_port
advertised.listeners=PLAINTEXT://127.0.0.1:$kafka_port
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=$home/kafka
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
END
  cat >"$home/conf/log4j2.properties" <<'END'
rootLogger.level = INFO
rootLogger.appenderRef.console.ref = console
# Flink's committers register the same gauge again at each checkpoint, which logs a warning each time.
logger.metrics.name = org.apache.flink.metrics.MetricGroup
logger.metrics.level = ERROR
appender.console.name = console
appender.console.type = CONSOLE
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
END
  cat >"$home/conf/config.yaml" <<END
jobmanager:
  bind-host: 127.0.0.1
  rpc:
    address: 127.0.0.1
    port: $rpc_port
  memory:
    process:
      size: 1g
taskmanager:
  bind-host: 127.0.0.1
  host: 127.0.0.1
  numberOfTaskSlots: $slots
  memory:
    process:
      size: 2g
rest:
  bind-address: 127.0.0.1
  address: 127.0.0.1
  port: $flink_port
# How soon Flink detects that a process has died.
heartbeat:
  interval: 2s
  timeout: 20s
execution:
  checkpointing:
    dir: file://$checkpoints
    savepoint-dir: file://$home/savepoints
    # Checkpoints are kept however their job ends, so that the next job can continue from them.
    externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
    num-retained: 3
    # A disk that is full for a moment should not restart the job.
    tolerable-failed-checkpoints: 3
metrics:
  reporters: prometheus
  reporter:
    prometheus:
      factory:
        class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
      # Labels are not changed, so that a model's version 1.0 does not become 1_0.
      filterLabelValueCharacters: false
io:
  tmp:
    dirs: $home/tmp
web:
  tmpdir: $home/tmp
END
  ! $job_in_lib || printf 'classloader:\n  resolve-order: parent-first\n' >>"$home/conf/config.yaml"
}
