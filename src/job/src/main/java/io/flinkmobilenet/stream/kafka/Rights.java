package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.stream.config.JobConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Checks the rights that the job needs if the brokers enforce them: READ on the topics that it
 * reads and on its consumer group, WRITE on the topics that it writes and, with exactly-once
 * delivery, on its transactional ids. Each of these includes the right DESCRIBE.
 *
 * @see <a href="https://kafka.apache.org/documentation/#operations_in_kafka">Kafka, operations and
 *     resources</a>
 */
final class Rights {
  private final JobConfig config;
  private final Map<String, List<AclOperation>> needed = new HashMap<>();

  Rights(JobConfig config) {
    this.config = config;
    needed.put(config.topics().images(), List.of(AclOperation.READ));
    needed.put(config.topics().models(), List.of(AclOperation.READ));
    needed.put(config.topics().predictions(), List.of(AclOperation.WRITE));
    needed.put(config.topics().rejected(), List.of(AclOperation.WRITE));
    needed.put(config.topics().status(), List.of(AclOperation.WRITE));
    needed.put(config.topics().decisions(), List.of(AclOperation.READ, AclOperation.WRITE));
  }

  /** Returns one of the rights that the job needs on a topic, for a client that has none. */
  AclOperation neededOn(String topic) {
    return needed.get(topic).get(0);
  }

  /**
   * Checks the rights on a topic.
   *
   * @param granted as reported by the broker; null if the broker does not report it
   */
  void requireOn(String topic, Set<AclOperation> granted) throws KafkaNotReadyException {
    for (AclOperation right : needed.get(topic)) {
      if (granted != null && !granted.contains(right)) {
        throw KafkaFailures.missingRight(config.kafka(), right, "topic " + topic, null);
      }
    }
  }

  /**
   * Checks that offsets can be committed; without the right, commits would fail with a log line
   * only.
   */
  void requireGroup(Admin admin) throws KafkaNotReadyException, InterruptedException {
    String group = config.groupId();
    try {
      Set<AclOperation> granted =
          TopicCheck.await(
                  admin
                      .describeConsumerGroups(
                          List.of(group),
                          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                      .describedGroups()
                      .get(group))
              .authorizedOperations();
      if (granted != null && !granted.contains(AclOperation.READ)) {
        throw KafkaFailures.missingRight(config.kafka(), AclOperation.READ, "group " + group, null);
      }
    } catch (ExecutionException | TimeoutException e) {
      requireOtherCause(e, AclOperation.READ, "group " + group);
    }
  }

  /** Checks that the transactions of the sinks can be opened. */
  void requireTransactions(Admin admin) throws KafkaNotReadyException, InterruptedException {
    for (String prefix : KafkaSinks.transactionalIdPrefixes(config)) {
      try {
        TopicCheck.await(admin.describeTransactions(List.of(prefix + "-0-0")).all());
      } catch (ExecutionException | TimeoutException e) {
        requireOtherCause(e, AclOperation.WRITE, "transactional ids that begin with " + prefix);
      }
    }
  }

  /**
   * Other failures, such as a group that does not exist yet, do not mean that a right is missing.
   */
  private void requireOtherCause(Exception failure, AclOperation right, String resource)
      throws KafkaNotReadyException {
    if (failure.getCause() instanceof AuthorizationException) {
      throw KafkaFailures.missingRight(config.kafka(), right, resource, failure);
    }
  }
}
