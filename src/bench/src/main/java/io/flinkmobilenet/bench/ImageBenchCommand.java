package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.MediaType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the processing of encoded images to the network's input. */
@Command(
    name = "image",
    description =
        "Measures decoding and resizing on one thread, compared with ImageIO.read alone and with"
            + " ImageIO.read and Java2D in the same run. Without PATH it uses generated photographs.")
public final class ImageBenchCommand implements Callable<Integer> {
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 224, 224);

  /** Size of the photographs that the first line reports, if it is measured. */
  private static final int TYPICAL_MEGAPIXELS = 12;

  /** Larger photographs are processed fewer times. */
  private static final int MEGAPIXELS_OF_ALL_RUNS = 4;

  private static final int LEAST_RUNS = 6;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Images, or folders of images (default: generated photographs).")
  private List<Path> paths = List.of();

  @Option(
      names = "--megapixels",
      paramLabel = "N",
      split = ",",
      description = "Sizes of the generated photographs, 1 to 50 (default: 1,4,12,48).")
  private List<Integer> megapixels;

  @Option(
      names = "--pictures-as",
      paramLabel = "FORMAT",
      split = ",",
      description = "Formats of the generated photographs: ${COMPLETION-CANDIDATES}.")
  private List<BenchFormat> formats;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How often all images are processed; the first half is warm-up (default:"
              + " ${DEFAULT-VALUE}). Photographs of more than 4 megapixels are processed fewer times, but"
              + " at least 6 times.")
  private int runs;

  @Option(
      names = "--decode",
      paramLabel = "fast|exact",
      description = "How exactly large JPEG images are decoded (default: fast).")
  private DecodeMode decode = DecodeMode.FAST;

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (runs < 1) {
      throw CommandFailure.usage("--runs must be at least 1", null);
    }
    Output out = output.open();
    (paths.isEmpty() ? ofPhotographs() : ofFiles()).print(out);
    return ExitCode.OK;
  }

  private ImageReport ofFiles() throws CommandFailure, IOException {
    if (megapixels != null || formats != null) {
      throw CommandFailure.usage(
          "--megapixels and --pictures-as apply to generated photographs only", null);
    }
    ImageBench bench = new ImageBench(GEOMETRY, decode);
    List<ImageSet> sets = files();
    long steps = sets.stream().mapToLong(set -> (long) runs * set.images().size()).sum();
    List<ImageTimes> all = new ArrayList<>();
    try (Progress progress = output.progress("bench", steps)) {
      for (ImageSet set : sets) {
        all.add(bench.run(set, runs, progress::step));
      }
    }
    return new ImageReport(ImageTimes.sum("all", all), all, GEOMETRY, decode);
  }

  /** The named images, grouped by format. */
  private List<ImageSet> files() throws CommandFailure, IOException {
    Map<String, List<byte[]>> formatted = new TreeMap<>();
    for (ImageFile file : ImageFiles.find(paths, output::complain)) {
      byte[] image = file.read(ImageLimits.DEFAULT.maxBytes());
      String format = MediaType.of(image).orElse("not an image");
      formatted.computeIfAbsent(format, name -> new ArrayList<>()).add(image);
    }
    if (formatted.isEmpty()) {
      throw CommandFailure.usage("expected images, found none in " + paths, null);
    }
    leaveOutWebp(formatted);
    List<ImageSet> sets = new ArrayList<>();
    formatted.forEach((format, images) -> sets.add(new ImageSet(format, images)));
    return sets;
  }

  /** Leaves out WebP images, because the JDK has no reader to compare with. */
  private void leaveOutWebp(Map<String, List<byte[]>> formatted) throws CommandFailure {
    List<byte[]> webps = formatted.remove("image/webp");
    if (webps == null) {
      return;
    }
    if (formatted.isEmpty()) {
      throw CommandFailure.usage(
          "expected images that ImageIO reads as well, found only WebP in " + paths, null);
    }
    output.complain("left out %d WebP images, which ImageIO cannot read".formatted(webps.size()));
  }

  /** Measures one photograph at a time, because a large one takes hundreds of megabytes. */
  private ImageReport ofPhotographs() throws CommandFailure, IOException {
    List<Integer> sizes = megapixels == null ? List.of(1, 4, 12, 48) : megapixels;
    List<BenchFormat> kinds = formats == null ? List.of(BenchFormat.values()) : formats;
    long steps = 0;
    for (int size : sizes) {
      if (size < 1 || size > Photograph.MOST_MEGAPIXELS) {
        throw CommandFailure.usage("--megapixels: expected 1 to 50, found " + size, null);
      }
      steps += (1L + runs(size)) * kinds.size();
    }
    ImageBench bench = new ImageBench(GEOMETRY, decode);
    List<ImageTimes> all = new ArrayList<>();
    ImageTimes key = null;
    try (Progress progress = output.progress("bench", steps)) {
      for (int size : sizes) {
        BufferedImage photograph = Photograph.of(size);
        for (BenchFormat kind : kinds) {
          ImageSet set =
              new ImageSet(kind.title() + " " + size + " Mpx", List.of(kind.encode(photograph)));
          progress.step();
          all.add(bench.run(set, runs(size), progress::step));
          boolean typical = size == TYPICAL_MEGAPIXELS && kind == BenchFormat.JPEG;
          key = key == null || typical ? all.get(all.size() - 1) : key;
        }
      }
    }
    return new ImageReport(key, all, GEOMETRY, decode);
  }

  private int runs(int size) {
    int fewer = runs * MEGAPIXELS_OF_ALL_RUNS / size;
    return Math.min(runs, Math.max(LEAST_RUNS, fewer));
  }
}
