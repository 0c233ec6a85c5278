package io.flinkmobilenet.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Compose file: the part of the <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">Compose Specification</a>
 * that the project uses, with the specification's types. Anything else is refused.
 */
record ComposeFile(
    String name,
    Map<String, Service> services,
    Map<String, Void> networks,
    Map<String, Void> volumes,
    Map<String, Config> configs) {

  record Service(
      String image,
      String user,
      List<String> entrypoint,
      List<String> command,
      Map<String, String> environment,
      boolean readOnly,
      List<String> capDrop,
      List<String> capAdd,
      List<String> securityOpt,
      List<String> tmpfs,
      List<JsonNode> volumes,
      List<ConfigMount> configs,
      List<String> networks,
      String networkMode,
      List<String> ports,
      Map<String, Dependency> dependsOn,
      Healthcheck healthcheck,
      String restart,
      Deploy deploy,
      Logging logging) {
    private static final Pattern POLICY =
        Pattern.compile("no|always|unless-stopped|on-failure(:\\d+)?");

    Service {
      if (!POLICY.matcher(restart).matches()) {
        throw new IllegalArgumentException("restart: expected " + POLICY + ", found " + restart);
      }
      entrypoint = entrypoint == null ? List.of() : entrypoint;
      command = command == null ? List.of() : command;
      environment = environment == null ? Map.of() : environment;
      capAdd = capAdd == null ? List.of() : capAdd;
      tmpfs = tmpfs == null ? List.of() : tmpfs;
      volumes = volumes == null ? List.of() : volumes;
      configs = configs == null ? List.of() : configs;
      networks = networks == null ? List.of() : networks;
      ports = ports == null ? List.of() : ports;
      dependsOn = dependsOn == null ? Map.of() : dependsOn;
    }

    /** True if the service ends by itself. */
    boolean endsByItself() {
      return !restart.equals("unless-stopped");
    }
  }

  record Config(String file) {}

  record ConfigMount(String source, String target) {}

  record Dependency(Condition condition) {}

  enum Condition {
    service_started,
    service_healthy,
    service_completed_successfully
  }

  record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

  record Deploy(Resources resources) {}

  record Resources(Limits limits) {}

  record Limits(String cpus, String memory, int pids) {}

  record Logging(String driver, Map<String, String> options) {}

  /** Reads a file with every variable at its default. */
  static ComposeFile read(String path) throws IOException {
    String text = Files.readString(YamlFile.DEPLOY.resolve(path));
    ObjectNode document = (ObjectNode) YamlFile.parse(withDefaults(text)).get(0);
    List<String> extensions =
        document.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith("x-"))
            .toList();
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build()
        .treeToValue(document.without(extensions), ComposeFile.class);
  }

  /** Replaces Compose's {@code ${NAME:-default}}; a variable without a default is refused. */
  static String withDefaults(String text) {
    String replaced = text.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
    if (replaced.contains("$")) {
      throw new IllegalArgumentException("a variable without a default: " + replaced);
    }
    return replaced;
  }
}
