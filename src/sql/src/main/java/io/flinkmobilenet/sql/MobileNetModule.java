package io.flinkmobilenet.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.module.Module;

/** The functions on images, as {@code LOAD MODULE mobilenet} brings them. */
final class MobileNetModule implements Module {
  private static final Map<String, FunctionDefinition> FUNCTIONS =
      Map.of(
          "image_info", new ImageInfoFunction(),
          "image_resize", new ImageResizeFunction(),
          "classify", new ClassifyFunction());

  @Override
  public Set<String> listFunctions() {
    return FUNCTIONS.keySet();
  }

  @Override
  public Optional<FunctionDefinition> getFunctionDefinition(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }
}
