package io.flinkmobilenet.cli.input;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code DIR}, {@code FILE} or {@code bundled:NAME/VERSION}. */
public final class ModelSourceConverter implements ITypeConverter<ModelSource> {
  @Override
  public ModelSource convert(String text) {
    if (!text.startsWith(BundledModel.PREFIX)) {
      try {
        return new ModelPath(Path.of(text));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("expected a folder or a file, found " + e.getMessage());
      }
    }
    return BundledModel.ALL.stream()
        .filter(model -> text.equals(model.toString()))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private static TypeConversionException unknown(String text) {
    return new TypeConversionException(
        "this program includes no model '%s'; expected %s, a folder or a file"
            .formatted(
                text,
                BundledModel.ALL.stream()
                    .map(BundledModel::toString)
                    .collect(Collectors.joining(" or "))));
  }
}
