package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.importing.ImportOptions.ResizeMode;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a user says of a model because its file does not. */
public final class ModelImportOptions {
  private static final int CHANNELS = 3;

  @ArgGroup(
      exclusive = false,
      heading = "%nWhat the file of a model does not say, or to overrule it:%n")
  private Said said = new Said();

  /** The options. */
  private static final class Said {
    @Option(
        names = "--labels",
        paramLabel = "FILE",
        description =
            "Names of the classes: one per line, or JSON with an array, labels by index or indices"
                + " by label.")
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
        description =
            "stretch gives every image the network's size, shortest-edge keeps the aspect ratio and"
                + " crops the centre.")
    private ResizeMode resize;

    @Option(
        names = "--size",
        paramLabel = "PIXELS",
        description = "Length of the shorter edge before the crop.")
    private Integer size;

    @Option(
        names = "--crop",
        paramLabel = "PIXELS",
        description = "Edge of the network's square image, if the file leaves it open.")
    private Integer crop;

    @Option(
        names = "--mean",
        paramLabel = "R,G,B",
        converter = ChannelsConverter.class,
        description = "Subtracted from the channels' values, which are from 0 to 1.")
    private List<Float> mean;

    @Option(
        names = "--std",
        paramLabel = "R,G,B",
        converter = ChannelsConverter.class,
        description = "Divisors of the difference.")
    private List<Float> std;

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
  }

  /** Reads three numbers, or one for all channels. */
  static final class ChannelsConverter implements ITypeConverter<List<Float>> {
    @Override
    public List<Float> convert(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length != 1 && parts.length != CHANNELS) {
        throw new TypeConversionException("expected 1 or 3 numbers, found '" + text + "'");
      }
      Float[] values = new Float[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        values[c] = number(parts[Math.min(c, parts.length - 1)]);
      }
      return List.of(values);
    }

    private static float number(String text) {
      try {
        float value = Float.parseFloat(text.strip());
        if (value >= 0 && value <= 1) {
          return value;
        }
      } catch (NumberFormatException e) {
        // The message below names the text.
      }
      throw new TypeConversionException("expected numbers from 0 to 1, found '" + text + "'");
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
    ModelArtifact model = source.read(options());
    for (Map.Entry<String, String> part : model.sources().entrySet()) {
      output.complain("%s: %s".formatted(part.getKey(), part.getValue()));
    }
    return model;
  }

  private ImportOptions options() {
    return new ImportOptions(
        Optional.ofNullable(said.labels),
        Optional.ofNullable(said.preprocessing),
        Optional.ofNullable(said.resize),
        Optional.ofNullable(said.size),
        Optional.ofNullable(said.crop),
        Optional.ofNullable(said.mean),
        Optional.ofNullable(said.std),
        Optional.ofNullable(said.architecture),
        said.dequantise);
  }
}
