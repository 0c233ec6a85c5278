package io.flinkmobilenet.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.apache.flink.annotation.docs.Documentation.SuffixOption;
import org.apache.flink.configuration.ConfigOption;

/** All options of Flink and of its autoscaler, found in their {@code …Options} classes. */
final class FlinkOptions {
  private static final String CLASS = ".class";

  private static FlinkOptions all;

  /** Options by key; placeholders in a key are written as {@code <name>}. */
  private final Map<String, ConfigOption<?>> options = new TreeMap<>();

  private FlinkOptions() {}

  /** Searches all of Flink's jars on the class path once. */
  static synchronized FlinkOptions find() throws IOException {
    if (all == null) {
      all = lookThrough();
    }
    return all;
  }

  private static FlinkOptions lookThrough() throws IOException {
    FlinkOptions found = new FlinkOptions();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = new File(entry).getName();
      if (name.startsWith("flink-") && name.endsWith(".jar") && !name.contains("test")) {
        found.addAll(new File(entry));
      }
    }
    return found;
  }

  private void addAll(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("org/apache/flink/") && name.endsWith("Options" + CLASS))
          .forEach(name -> add(name.substring(0, name.length() - CLASS.length())));
    }
  }

  private void add(String path) {
    try {
      for (Field field : Class.forName(path.replace('/', '.')).getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          SuffixOption suffix = field.getAnnotation(SuffixOption.class);
          options.put(suffix == null ? option.key() : suffix.value() + "." + option.key(), option);
        }
      }
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      // This part needs libraries that the project does not have, so none of its options are used.
    } catch (IllegalAccessException e) {
      throw new AssertionError("a public field: " + path, e);
    }
  }

  /**
   * The option that a key sets, for example {@code metrics.reporter.prometheus.port}; null if there
   * is none.
   */
  ConfigOption<?> of(String key) {
    for (Map.Entry<String, ConfigOption<?>> option : options.entrySet()) {
      String pattern = option.getKey().replace(".", "\\.").replaceAll("<\\w+>", "[^.]+");
      if (key.matches(pattern)) {
        return option.getValue();
      }
    }
    return null;
  }

  /** Flattens a nested {@code config.yaml} to keys with dots. */
  static Map<String, String> flatten(JsonNode configuration) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", configuration, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            field -> {
              String key = prefix + field.getKey();
              if (field.getValue().isObject()) {
                flatten(key + ".", field.getValue(), into);
              } else {
                into.put(key, field.getValue().asText());
              }
            });
  }
}
