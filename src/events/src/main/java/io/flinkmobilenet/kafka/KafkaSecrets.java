package io.flinkmobilenet.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Recognises client properties that hold secrets, and values that refer to a secret instead.
 *
 * <p>Every Kafka client resolves such references on the machine where it runs: {@code ${env:NAME}},
 * {@code ${file:/PATH:KEY}} (a properties file) and {@code ${directory:/PATH:FILE}}.
 *
 * @see <a href="https://kafka.apache.org/documentation/#config_providers">Kafka, configuration
 *     providers</a>
 */
public final class KafkaSecrets {
  private static final String PROVIDERS = "config.providers";
  private static final String JAAS = "sasl.jaas.config";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\w+:[^}]+}");

  /** A secret among the options of a login module; the name of a key tab, for example, is none. */
  private static final Pattern JAAS_SECRET =
      Pattern.compile("(?i)\\b\\w*(password|secret)\\w*\\s*=\\s*(\"[^\"]*\"|[^\\s;]*)");

  /** Kafka declares these properties as passwords, but certificates are public. */
  private static final Set<String> CERTIFICATES =
      Set.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

  private static final List<ConfigDef> CLIENTS =
      List.of(
          AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef());

  private static final Map<String, Class<? extends ConfigProvider>> CLASSES =
      new TreeMap<>(
          Map.of(
              "env", EnvVarConfigProvider.class,
              "file", FileConfigProvider.class,
              "directory", DirectoryConfigProvider.class));

  private KafkaSecrets() {}

  /**
   * Returns the name of the first property whose value is a secret itself, not a reference to one.
   */
  public static Optional<String> firstLiteral(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .filter(property -> isLiteral(property.getKey(), property.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Returns whether a text refers to a secret. */
  public static boolean hasReference(String text) {
    return REFERENCE.matcher(text).find();
  }

  private static boolean isLiteral(String name, String value) {
    if (name.endsWith(JAAS)) {
      return JAAS_SECRET
          .matcher(value)
          .results()
          .anyMatch(match -> !REFERENCE.matcher(match.group(2)).find());
    }
    return isSecret(name) && !hasReference(value);
  }

  private static boolean isSecret(String name) {
    return !CERTIFICATES.contains(name)
        && CLIENTS.stream()
            .map(client -> client.configKeys().get(name))
            .anyMatch(key -> key != null && key.type() == ConfigDef.Type.PASSWORD);
  }

  /**
   * Returns the settings that a client needs to resolve references; empty if there are no
   * references or the user has configured providers.
   */
  static Map<String, String> resolvers(Map<String, String> properties) {
    boolean needed =
        !properties.containsKey(PROVIDERS)
            && properties.values().stream().anyMatch(value -> REFERENCE.matcher(value).find());
    if (!needed) {
      return Map.of();
    }
    Map<String, String> resolvers = new TreeMap<>();
    resolvers.put(PROVIDERS, String.join(",", CLASSES.keySet()));
    CLASSES.forEach(
        (name, type) -> resolvers.put(PROVIDERS + "." + name + ".class", type.getName()));
    return resolvers;
  }

  /**
   * Returns the same properties with every reference replaced by the value that it names.
   *
   * @throws IllegalArgumentException if a reference cannot be resolved
   */
  public static Map<String, String> resolve(Map<String, String> properties) {
    Map<String, ConfigProvider> providers =
        Map.of(
            "env", new EnvVarConfigProvider(),
            "file", new FileConfigProvider(),
            "directory", new DirectoryConfigProvider());
    providers.values().forEach(provider -> provider.configure(Map.of()));
    try {
      Map<String, String> resolved = new TreeMap<>(properties);
      resolved.putAll(new ConfigTransformer(providers).transform(properties).data());
      for (String name : resolved.keySet()) {
        String value = properties.get(name);
        if (REFERENCE.matcher(value).find() && value.equals(resolved.get(name))) {
          throw new IllegalArgumentException(
              name + ": expected a value for " + value + ", found none");
        }
      }
      return resolved;
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns a hint, for a message, how to give a secret. */
  public static String advice() {
    return "expected a reference, such as ${env:NAME} or ${file:/PATH:KEY}";
  }
}
