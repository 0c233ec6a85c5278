package io.flinkmobilenet.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings with which every Kafka client of the job and the commands reaches its brokers.
 *
 * @param bootstrapServers brokers, {@code HOST:PORT} separated by commas
 * @param extra further client properties, as the user gave them; they may hold secrets, or
 *     references to secrets, which each client resolves on the machine where it runs
 */
public record KafkaProperties(String bootstrapServers, Map<String, String> extra)
    implements Serializable {
  /** Copies the properties, so that the record is immutable. */
  public KafkaProperties {
    extra = Map.copyOf(extra);
  }

  /** Returns the properties to configure a client with. */
  public Properties client() {
    Properties properties = new Properties();
    properties.putAll(KafkaSecrets.resolvers(extra));
    properties.putAll(extra);
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** Returns the same settings with further properties, which replace those of the same name. */
  public KafkaProperties with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(extra);
    all.putAll(more);
    return new KafkaProperties(bootstrapServers, all);
  }

  /** Returns the same settings with further properties, except those that are set already. */
  public KafkaProperties withDefaults(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    all.putAll(extra);
    return new KafkaProperties(bootstrapServers, all);
  }

  /** Returns the same settings without a property. */
  public KafkaProperties without(String name) {
    Map<String, String> all = new TreeMap<>(extra);
    all.remove(name);
    return new KafkaProperties(bootstrapServers, all);
  }

  /** Names only the extra properties, because their values may be secrets. */
  @Override
  public String toString() {
    return bootstrapServers + " with " + new TreeSet<>(extra.keySet());
  }
}
