package io.flinkmobilenet.stream.config;

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
 * Which client properties hold secrets, and values that name a secret instead of holding it.
 *
 * <p>Every Kafka client resolves such references itself, where it runs: {@code ${env:NAME}}, {@code
 * ${file:/PATH:KEY}} (a properties file) and {@code ${directory:/PATH:FILE}}.
 *
 * @see <a href="https://kafka.apache.org/documentation/#config_providers">Kafka, configuration
 *     providers</a>
 */
public final class KafkaSecrets {
  private static final String PROVIDERS = "config.providers";
  private static final String JAAS = "sasl.jaas.config";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\w+:[^}]+}");

  /** In a login module's options; one that is only named, of a key tab for instance, is none. */
  private static final Pattern JAAS_SECRET =
      Pattern.compile("(?i)\\b\\w*(password|secret)\\w*\\s*=\\s*(\"[^\"]*\"|[^\\s;]*)");

  /** Kafka treats them as passwords, and everybody is shown them. */
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

  /** The first property whose value is a secret itself, not a reference to one; never its value. */
  public static Optional<String> firstLiteral(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .filter(property -> isLiteral(property.getKey(), property.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  private static boolean isLiteral(String name, String value) {
    if (name.endsWith(JAAS)) {
      return JAAS_SECRET
          .matcher(value)
          .results()
          .anyMatch(match -> !REFERENCE.matcher(match.group(2)).find());
    }
    return isSecret(name) && !REFERENCE.matcher(value).find();
  }

  private static boolean isSecret(String name) {
    return !CERTIFICATES.contains(name)
        && CLIENTS.stream()
            .map(client -> client.configKeys().get(name))
            .anyMatch(key -> key != null && key.type() == ConfigDef.Type.PASSWORD);
  }

  /** What a client has to know to resolve references; nothing where there are none, or it does. */
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
   * The same properties with what their references name.
   *
   * @throws IllegalArgumentException if there is nothing of that name
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

  /** What to do instead, in words. */
  public static String advice() {
    return "expected a reference, such as ${env:NAME} or ${file:/PATH:KEY}";
  }
}
