package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.stream.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, by looking at transactions, whether another job with the same group id is running.
 *
 * <p>Two jobs with one group id would abort each other's transactions and predict each image twice.
 * An open transaction proves nothing: a job that was killed leaves its transactions open until they
 * time out. A transaction that is <em>committed</em> during the check is a proof, because only a
 * job with a running JobManager commits, at each of its checkpoints. A job that writes nothing has
 * no open transaction and is not detected.
 *
 * <p>Brokers list only transactions for which the client has the right DESCRIBE, which the right
 * WRITE includes.
 *
 * @see <a href="https://cwiki.apache.org/confluence/x/O4BDBw">KIP-664, listing transactions</a>
 */
public final class GroupCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCheck.class);
  private static final Duration SLACK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int LOOK_MILLIS = 250;
  private static final List<TransactionState> OPEN =
      List.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT);
  private static final Set<TransactionState> COMMITTED =
      Set.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);

  private final JobConfig config;
  private final Admin admin;
  private final Pattern ours;

  private GroupCheck(JobConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
    List<String> prefixes =
        KafkaSinks.transactionalIdPrefixes(config).stream().map(Pattern::quote).toList();
    // The connector appends the subtask and a growing number, the replayer a word.
    this.ours = Pattern.compile("(" + String.join("|", prefixes) + ")-\\d+-\\d+(-\\w+)?");
  }

  /**
   * Watches the group's open transactions for one and a half times the checkpoint interval plus a
   * second, at most for a minute. Returns immediately if there are none, and without a check if the
   * brokers do not answer.
   *
   * @param interval time between two checkpoints
   * @throws GroupInUseException if a transaction of the group was committed during the check
   */
  public static void requireAlone(JobConfig config, Duration interval)
      throws GroupInUseException, KafkaNotReadyException, InterruptedException {
    try (Admin admin = TopicCheck.admin(config.kafka())) {
      new GroupCheck(config, admin).requireNoCommit(interval);
    } catch (ExecutionException | TimeoutException e) {
      LOG.info(
          "Could not find out whether another job of group {} is running: {}",
          config.groupId(),
          KafkaFailures.rootMessage(e));
    }
  }

  private void requireNoCommit(Duration interval)
      throws GroupInUseException, ExecutionException, TimeoutException, InterruptedException {
    Duration time = interval.plus(interval.dividedBy(2)).plus(SLACK);
    long limit = Math.min(time.toNanos(), LONGEST.toNanos());
    long began = System.nanoTime();
    Set<String> open = open();
    while (!open.isEmpty() && System.nanoTime() - began < limit) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      Set<String> now = open();
      for (String id : open) {
        if (!now.contains(id) && isCommitted(id)) {
          throw inUse(id);
        }
      }
      open.addAll(now);
      open.retainAll(now);
    }
  }

  private Set<String> open() throws ExecutionException, TimeoutException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (TransactionListing listing :
        TopicCheck.await(
            admin.listTransactions(new ListTransactionsOptions().filterStates(OPEN)).all())) {
      ids.add(listing.transactionalId());
    }
    ids.removeIf(id -> !ours.matcher(id).matches());
    return new HashSet<>(ids);
  }

  private boolean isCommitted(String id)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return COMMITTED.contains(
          TopicCheck.await(admin.describeTransactions(List.of(id)).description(id)).state());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  private GroupInUseException inUse(String id) {
    return new GroupInUseException(
        "another job with --group-id %s is running: it committed transaction %s at %s just now; %s"
            .formatted(config.groupId(), id, config.kafka().bootstrapServers(), advice()));
  }

  /** Returns what to do if two jobs have the same group id. */
  static String advice() {
    return "stop it first (mobilenet stop, or submit --replace), or give one of them another"
        + " --group-id: two jobs of one group predict each image twice";
  }
}
