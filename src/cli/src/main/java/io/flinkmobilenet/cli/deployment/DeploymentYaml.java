package io.flinkmobilenet.cli.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes requests about models as {@link DeploymentFile} reads them. */
public final class DeploymentYaml {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private DeploymentYaml() {}

  /** Returns the request as a file. An activation is a deployment without a name. */
  public static String write(ModelRequest request) {
    try {
      return YAML.writeValueAsString(tree(request));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as YAML: " + request, e);
    }
  }

  /** Returns the fields of the file. */
  public static Map<String, Object> tree(ModelRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    request.deploymentName().ifPresent(name -> fields.put("name", name));
    fields.put("routes", request.routes().stream().map(DeploymentYaml::route).toList());
    request.plan().ifPresent(plan -> fields.put("rollout", RolloutTree.of(plan)));
    return fields;
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", route.name());
    if (!route.conditions().isEmpty()) {
      fields.put("when", ConditionTree.of(route.conditions()));
    }
    List<Variant> variants = route.variants();
    fields.put(
        "variants",
        variants.stream().map(variant -> variant(variant, variants.size() == 1)).toList());
    if (!route.shadows().isEmpty()) {
      fields.put("shadows", route.shadows().stream().map(DeploymentYaml::shadow).toList());
    }
    if (route.unknown() != null) {
      fields.put("unknown", unknown(route.unknown()));
    }
    return fields;
  }

  private static Map<String, Object> shadow(Shadow shadow) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", ModelReference.of(shadow.model()));
    fields.put("share", Percentage.of(shadow.share()));
    return fields;
  }

  private static Map<String, Object> variant(Variant variant, boolean alone) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", variant.name());
    if (!alone || variant.share() != Share.WHOLE) {
      fields.put("share", Percentage.of(variant.share()));
    }
    List<CascadeStage> stages = variant.stages();
    if (stages.size() == 1 && isUnlimited(stages.get(0))) {
      fields.put("model", ModelReference.of(stages.get(0).model()));
    } else {
      fields.put(
          "cascade",
          IntStream.range(0, stages.size())
              .mapToObj(i -> stage(stages.get(i), i == stages.size() - 1))
              .toList());
    }
    return fields;
  }

  private static boolean isUnlimited(CascadeStage stage) {
    return stage.least() == 0 && !stage.margin();
  }

  private static Map<String, Object> stage(CascadeStage stage, boolean last) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", ModelReference.of(stage.model()));
    if (!last || !isUnlimited(stage)) {
      fields.put(stage.margin() ? "margin" : "probability", stage.least());
    }
    return fields;
  }

  private static Map<String, Object> unknown(UnknownRule rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("below", rule.least());
    if (!rule.byClass().isEmpty()) {
      fields.put("classes", rule.byClass());
    }
    return fields;
  }
}
