package io.flinkmobilenet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertiesTest {
  private final KafkaProperties kafka =
      new KafkaProperties("host:9092", Map.of("group.id", "mine", "linger.ms", "5"));

  @Test
  void fixedPropertiesReplaceThoseOfTheUser() {
    assertThat(kafka.with(Map.of("linger.ms", "0", "acks", "all")).extra())
        .isEqualTo(Map.of("group.id", "mine", "linger.ms", "0", "acks", "all"));
  }

  @Test
  void thePropertiesOfTheUserReplaceDefaults() {
    assertThat(kafka.withDefaults(Map.of("linger.ms", "0", "acks", "all")).extra())
        .isEqualTo(Map.of("group.id", "mine", "linger.ms", "5", "acks", "all"));
  }

  @Test
  void aPropertyCanBeLeftOut() {
    assertThat(kafka.without("group.id").extra()).isEqualTo(Map.of("linger.ms", "5"));
    assertThat(kafka.without("acks")).isEqualTo(kafka);
  }

  @Test
  void theBrokersAreAlwaysThoseOfTheConnection() {
    assertThat(kafka.with(Map.of("bootstrap.servers", "other:1")).client())
        .containsEntry("bootstrap.servers", "host:9092");
  }
}
