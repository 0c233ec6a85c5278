package io.flinkmobilenet.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaFailuresTest {
  private static final KafkaProperties KAFKA = new KafkaProperties("host:9092", Map.of());

  private static KafkaNotReadyException of(KafkaException failure) {
    return KafkaFailures.of(KAFKA, failure, AclOperation.WRITE);
  }

  @Test
  void namesTheRightThatIsMissing() {
    assertThat(of(new TopicAuthorizationException(Set.of("models"))))
        .hasMessage(
            "Kafka at host:9092: expected the right to WRITE topic models, but these credentials do"
                + " not have it");
  }

  @Test
  void aTimeoutMeansThatNoBrokerAnswers() {
    assertThat(of(new TimeoutException("metadata")))
        .hasMessage("no Kafka broker answers at host:9092")
        .matches(failure -> !failure.areSettingsWrong());
  }

  @Test
  void otherFailuresAreQuoted() {
    assertThat(of(new KafkaException("disk full"))).hasMessage("Kafka at host:9092: disk full");
    assertThat(
            KafkaFailures.of(
                KAFKA,
                new ExecutionException(new KafkaException("disk full")),
                AclOperation.DESCRIBE))
        .hasMessage("Kafka at host:9092: disk full");
    assertThat(
            KafkaFailures.of(
                KAFKA,
                new ExecutionException(new IllegalStateException("closed")),
                AclOperation.DESCRIBE))
        .hasMessage("Kafka: java.lang.IllegalStateException: closed");
  }

  @Test
  void distinguishesWrongSettingsFromAServiceThatIsAbsent() {
    KafkaException setting = creation(KAFKA.with(Map.of("linger.ms", "soon")));
    assertThat(of(setting))
        .hasMessageStartingWith("Kafka client settings: ")
        .hasMessageContaining("linger.ms")
        .matches(KafkaNotReadyException::areSettingsWrong);

    String unknownHost = "No resolvable bootstrap urls given in bootstrap.servers";
    assertThat(of(new KafkaException("no producer", new ConfigException(unknownHost))))
        .hasMessage("Kafka at host:9092: " + unknownHost)
        .matches(failure -> !failure.areSettingsWrong());
  }

  private static KafkaException creation(KafkaProperties kafka) {
    return catchThrowableOfType(KafkaException.class, () -> KafkaClients.producer(kafka));
  }

  @Test
  void theInnermostCauseTellsTheReason() {
    Throwable failure = new KafkaException("outer", new ExecutionException(new Exception("inner")));
    assertThat(KafkaFailures.rootMessage(failure)).isEqualTo("inner");
    assertThat(KafkaFailures.rootMessage(new TimeoutException())).isEqualTo("TimeoutException");
  }
}
