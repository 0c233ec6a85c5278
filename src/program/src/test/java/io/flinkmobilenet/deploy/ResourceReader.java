package io.flinkmobilenet.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/**
 * Reads Kubernetes resources into the classes that define them and reports mismatches: unknown
 * fields, texts instead of numbers and the reverse. The classes alone accept both silently, but an
 * API server refuses them.
 */
final class ResourceReader {
  private static final Map<String, Class<?>> KINDS =
      Stream.of(
              FlinkDeployment.class,
              named("io.strimzi.api.kafka.model.topic.KafkaTopic"),
              named("io.strimzi.api.kafka.model.user.KafkaUser"),
              Namespace.class,
              NetworkPolicy.class,
              PodMonitor.class,
              PrometheusRule.class)
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  /** Shared, because analysing the class of a pod takes seconds. */
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> misfits = new ArrayList<>();

  /**
   * Strimzi's classes use annotations that it does not ship, so they are loaded by name and the
   * compiler does not see them.
   */
  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not on the class path: " + name, e);
    }
  }

  /** Reads a document into the class of its kind. */
  Object read(JsonNode document) throws JsonProcessingException {
    String kind = document.path("kind").asText();
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException(
          "kind: expected one of " + KINDS.keySet() + ", found " + kind);
    }
    checkVersion(type, document.path("apiVersion").asText());
    Object resource = MAPPER.treeToValue(document, type);
    compare(kind, document, resource);
    return resource;
  }

  /** The mismatches in all resources that were read. */
  List<String> misfits() {
    return misfits;
  }

  private void checkVersion(Class<?> type, String found) {
    String group = type.getAnnotation(Group.class).value();
    String version = type.getAnnotation(Version.class).value();
    String expected = group.isEmpty() ? version : group + "/" + version;
    if (!found.equals(expected)) {
      misfits.add(type.getSimpleName() + ".apiVersion: expected " + expected + ", found " + found);
    }
  }

  private void compare(String path, JsonNode node, Object value) {
    if (value == null) {
      if (!node.isNull()) {
        misfits.add(path + ": not taken: " + node);
      }
    } else if (node.isArray()) {
      Object[] elements = value instanceof List<?> list ? list.toArray() : (Object[]) value;
      for (int i = 0; i < node.size(); i++) {
        compare(path + "[" + i + "]", node.get(i), elements[i]);
      }
    } else if (value instanceof Map<?, ?> map) {
      node.properties()
          .forEach(
              field ->
                  compare(path + "." + field.getKey(), field.getValue(), map.get(field.getKey())));
    } else if (node.isObject()) {
      compareFields(path, (ObjectNode) node, value);
    } else if (!fits(node, value)) {
      misfits.add(
          "%s: expected %s, found %s".formatted(path, value.getClass().getSimpleName(), node));
    }
  }

  private void compareFields(String path, ObjectNode node, Object value) {
    BeanDescription bean =
        MAPPER.getSerializationConfig().introspect(MAPPER.constructType(value.getClass()));
    Map<String, BeanPropertyDefinition> known =
        bean.findProperties().stream()
            .collect(Collectors.toMap(BeanPropertyDefinition::getName, Function.identity()));
    node.properties()
        .forEach(
            field -> {
              String name = path + "." + field.getKey();
              BeanPropertyDefinition property = known.get(field.getKey());
              if (property == null) {
                misfits.add(name + ": no such field in " + value.getClass().getSimpleName());
              } else {
                property.getAccessor().fixAccess(true);
                compare(name, field.getValue(), property.getAccessor().getValue(value));
              }
            });
  }

  private static boolean fits(JsonNode node, Object value) {
    if (value instanceof Boolean) {
      return node.isBoolean();
    }
    if (value instanceof Integer || value instanceof Long) {
      return node.isIntegralNumber();
    }
    if (value instanceof Number) {
      return node.isNumber();
    }
    return value instanceof IntOrString || value instanceof Quantity || node.isTextual();
  }
}
