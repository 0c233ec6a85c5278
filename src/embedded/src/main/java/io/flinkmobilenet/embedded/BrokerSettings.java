package io.flinkmobilenet.embedded;

import java.util.Map;

/** Settings with which a single broker starts quickly and can handle transactions. */
final class BrokerSettings {
  static final Map<String, String> ALL =
      Map.of(
          "auto.create.topics.enable", "false",
          "group.initial.rebalance.delay.ms", "0",
          "offsets.topic.num.partitions", "1",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "1",
          "transaction.state.log.replication.factor", "1");

  private BrokerSettings() {}
}
