package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaPropertyArgumentsTest {
  @Test
  void takesTheValueFromTheNextArgumentOrAfterTheEqualsSign() {
    assertThat(
            KafkaPropertyArguments.gather(
                "publish", "--kafka.security.protocol", "SSL", "--kafka.acks=1", "a.jpg"))
        .containsExactly(
            "publish",
            "--kafka-property=security.protocol=SSL",
            "--kafka-property=acks=1",
            "a.jpg");
  }

  @Test
  void keepsEqualsSignsInTheValue() {
    assertThat(KafkaPropertyArguments.gather("--kafka.sasl.jaas.config", "a user=\"b\";"))
        .containsExactly("--kafka-property=sasl.jaas.config=a user=\"b\";");
  }
}
