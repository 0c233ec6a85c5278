package io.flinkmobilenet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "ssl.keystore.password => secret",
        "ssl.key.password => secret",
        "ssl.keystore.key => -----BEGIN PRIVATE KEY-----",
        "sasl.jaas.config => a.B required username=\"u\" password=\"secret\";",
        "sasl.jaas.config => a.B required password='secret';",
        "sasl.jaas.config => a.B required clientSecret=secret;",
        "sasl.jaas.config => a.B required user=\"${env:U}\" password=\"p\";",
      })
  void knowsASecret(String name, String value) {
    assertThat(KafkaSecrets.firstLiteral(Map.of("acks", "all", name, value))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "ssl.keystore.password => ${file:/run/secrets/kafka.properties:store}",
        "ssl.keystore.location => /run/secrets/client.p12",
        "sasl.jaas.config => a.B required username=\"u\" password=\"${env:PASSWORD}\";",
        "sasl.jaas.config => a.Krb5 required useKeyTab=true keyTab=\"/etc/job.keytab\";",
        "ssl.truststore.certificates => -----BEGIN CERTIFICATE-----",
      })
  void knowsWhatIsNone(String name, String value) {
    assertThat(KafkaSecrets.firstLiteral(Map.of(name, value))).isEmpty();
  }

  @Test
  void clientsResolveReferencesUnlessTheyAreToldHow() {
    Map<String, String> reference = Map.of("ssl.key.password", "${env:PASSWORD}");
    assertThat(KafkaSecrets.resolvers(reference))
        .containsEntry("config.providers", "directory,env,file")
        .containsEntry(
            "config.providers.env.class",
            "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    assertThat(KafkaSecrets.resolvers(Map.of("acks", "all"))).isEmpty();
    assertThat(
            KafkaSecrets.resolvers(
                Map.of("ssl.key.password", "${vault:a}", "config.providers", "vault")))
        .isEmpty();
  }
}
