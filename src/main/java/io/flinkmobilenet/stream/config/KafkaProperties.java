package io.flinkmobilenet.stream.config;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * How every Kafka client of the job reaches its brokers.
 *
 * @param bootstrapServers brokers
 * @param extra further client properties, as the user gave them; may hold secrets, or references to
 *     them, which each client resolves where it runs
 */
public record KafkaProperties(String bootstrapServers, Map<String, String> extra)
    implements Serializable {
  /** Makes the record immutable. */
  public KafkaProperties {
    extra = Map.copyOf(extra);
  }

  /** The properties to configure a client with. */
  public Properties client() {
    Properties properties = new Properties();
    properties.putAll(KafkaSecrets.resolvers(extra));
    properties.putAll(extra);
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** The names only, because the values may be secrets. */
  @Override
  public String toString() {
    return bootstrapServers + " with " + new TreeSet<>(extra.keySet());
  }
}
