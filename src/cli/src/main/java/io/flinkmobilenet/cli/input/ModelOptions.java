package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.importing.ImportOptions.ResizeMode;
import io.flinkmobilenet.importing.PreprocessingPreset;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What a user says of a model because its file does not. Only the option for the size of resized
 * images has another name where {@code --size} means something else.
 */
public abstract sealed class ModelOptions permits ModelImportOptions, EvaluatedModelOptions {
  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Names of the classes: one per line, or JSON with an array, labels by index or indices by"
              + " label.")
  private Path labels;

  @Option(
      names = "--preprocessing",
      paramLabel = "torchvision|inception|caffe|teachable-machine|FILE.json",
      description =
          "How images are resized and normalised: as the named programs do, or as a"
              + " preprocessor_config.json says.")
  private String preprocessing;

  @Option(
      names = "--resize",
      paramLabel = "stretch|shortest-edge",
      converter = ResizeModeConverter.class,
      description =
          "stretch gives every image the network's size, shortest-edge keeps the aspect ratio and"
              + " crops the centre.")
  private ResizeMode resize;

  @Option(
      names = "--crop",
      paramLabel = "PIXELS",
      description = "Edge of the network's square image, if the file leaves it open.")
  private Integer crop;

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      converter = ChannelValues.Converter.class,
      description = "Subtracted from the channels' values, which are from 0 to 1.")
  private ChannelValues mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      converter = ChannelValues.Converter.class,
      description = "Divisors of the difference.")
  private ChannelValues std;

  @Option(
      names = "--architecture",
      paramLabel = "NAME|FILE.json",
      description =
          "The network of a file with weights alone: its name, if the weights fit several, or the"
              + " JSON of a Keras model.")
  private String architecture;

  @Option(
      names = "--dequantise",
      description = "Convert quantised weights to floats rather than refuse them.")
  private boolean dequantise;

  /** Reads {@code stretch} or {@code shortest-edge}. */
  static final class ResizeModeConverter implements ITypeConverter<ResizeMode> {
    @Override
    public ResizeMode convert(String text) {
      for (ResizeMode mode : ResizeMode.values()) {
        if (mode.title().equals(text)) {
          return mode;
        }
      }
      throw new TypeConversionException(
          "expected stretch or shortest-edge, found '%s'".formatted(text));
    }
  }

  /**
   * Reads a model and reports where its parts were taken from.
   *
   * @param source the model that the command line names
   * @param output receives the report, on standard error
   * @throws CommandFailure if there is no model or it cannot be used
   */
  public ModelArtifact read(ModelSource source, OutputOptions output)
      throws CommandFailure, IOException {
    requireFiles();
    ModelArtifact model = source.read(options());
    for (Map.Entry<String, String> part : model.sources().entrySet()) {
      output.complain("%s: %s".formatted(part.getKey(), part.getValue()));
    }
    Optional<String> remark = model.preprocessing().geometry().remark();
    remark.ifPresent(text -> output.complain("images: " + text));
    return model;
  }

  /** Refuses files that do not exist before the model is read. */
  private void requireFiles() throws CommandFailure {
    require(
        labels == null || Files.isRegularFile(labels),
        "--labels: expected a file, found " + labels);
    require(
        preprocessing == null
            || PreprocessingPreset.known(preprocessing)
            || Files.isRegularFile(Path.of(preprocessing)),
        "--preprocessing: expected %s or a JSON file, found %s"
            .formatted(PreprocessingPreset.titles(), preprocessing));
    require(
        architecture == null
            || !architecture.endsWith(".json")
            || Files.isRegularFile(Path.of(architecture)),
        "--architecture: expected a file, found " + architecture);
  }

  private static void require(boolean sense, String otherwise) throws CommandFailure {
    if (!sense) {
      throw CommandFailure.usage(otherwise, null);
    }
  }

  /** Returns the length of the shorter edge before the crop; null if the user does not say it. */
  abstract Integer size();

  /** Returns the name of the option for it. */
  abstract String sizeOption();

  private ImportOptions options() throws CommandFailure {
    try {
      return new ImportOptions(
          Optional.ofNullable(labels),
          Optional.ofNullable(preprocessing),
          Optional.ofNullable(resize),
          Optional.ofNullable(size()),
          Optional.ofNullable(crop),
          Optional.ofNullable(mean).map(ChannelValues::values),
          Optional.ofNullable(std).map(ChannelValues::values),
          Optional.ofNullable(architecture),
          dequantise);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage().replaceFirst("^--size", sizeOption()), e);
    }
  }
}
