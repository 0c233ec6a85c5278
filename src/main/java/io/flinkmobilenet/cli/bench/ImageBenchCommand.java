package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.input.PictureFile;
import io.flinkmobilenet.cli.input.PictureFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the way from encoded pictures to the network's input. */
@Command(
    name = "image",
    description =
        "Measures decoding and resizing on one thread, against ImageIO.read alone in the same run.")
public final class ImageBenchCommand implements Callable<Integer> {
  private static final int SHORTEST_EDGE = 256;
  private static final int CROP = 224;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Pictures, or folders of them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How often all pictures are gone through, half of them to warm up (default:"
              + " ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--decode",
      paramLabel = "fast|exact",
      description = "How exactly large JPEG pictures are decoded (default: fast).")
  private DecodeMode decode = DecodeMode.FAST;

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (runs < 1) {
      throw CommandFailure.usage("--runs must be at least 1", null);
    }
    List<byte[]> pictures = new ArrayList<>();
    for (PictureFile file : PictureFiles.find(paths)) {
      pictures.add(file.read(ImageLimits.DEFAULT.maxBytes()));
    }
    if (pictures.isEmpty()) {
      throw CommandFailure.usage("expected pictures, found none in " + paths, null);
    }
    Output out = output.open();
    InputGeometry geometry = new InputGeometry(SHORTEST_EDGE, CROP, CROP);
    try (Progress progress = output.progress("bench", 2L * runs)) {
      ImageTimes times = new ImageBench(pictures, geometry, decode).run(runs, progress::step);
      times.print(out, geometry, decode);
    }
    return ExitCode.OK;
  }
}
