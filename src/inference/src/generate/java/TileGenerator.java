import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the micro-kernels from templates, one class per shape: sums must be local variables to
 * stay in registers, so that a tile with more sums needs another class.
 *
 * <p>The build runs {@code java TileGenerator.java TEMPLATES OUTPUT}. In a template {@code #NAME}
 * stands for a setting of the class, {@code #STORE} for the code that stores a sum. A line with a
 * variable, as in {@code x$p}, is written once per value of the variable; consecutive lines whose
 * first variable is the same are repeated together.
 */
public final class TileGenerator {
  /**
   * The code that applies the activation to sum $1 and stores it at $2, and the code before the
   * loop.
   *
   * <p>ReLU6, min(max(x, 0), 6), compares floats as integers: floats from zero up have the same
   * order as their bits, and negative floats are negative integers. This takes two instructions,
   * while floating-point minimum and maximum take about ten to treat NaN as Java does; here NaN
   * becomes 0 or 6. The bounds are vectors that are created before the loop: if {@code max} and
   * {@code min} create them from numbers, JDK 17 leaves them on the heap in every tile.
   */
  private enum Ending {
    RELU6(
        """
            IntVector zero = IntVector.zero(IntLanes.SPECIES);
            IntVector six = IntVector.broadcast(IntLanes.SPECIES, Float.floatToRawIntBits(6));
        """,
        "$1.reinterpretAsInts().max(zero).min(six).reinterpretAsFloats().intoArray(memory, $2);"),
    RELU(
        """
            IntVector zero = IntVector.zero(IntLanes.SPECIES);
        """,
        "$1.reinterpretAsInts().max(zero).reinterpretAsFloats().intoArray(memory, $2);"),
    LINEAR("", "$1.intoArray(memory, $2);");

    private final String before;
    private final String store;

    Ending(String before, String store) {
      this.before = before;
      this.store = store;
    }

    @Override
    public String toString() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Position of a pixel's inputs: consecutive, or at the offsets that the matrix gives.
   *
   * <p>The nine pixels of a window are three consecutive pieces, but JDK 17 does not always compile
   * three consecutive loops over all sums well: in a busy JVM it left the sums on the heap.
   */
  private enum Inputs {
    POINTWISE("", "", "#K"),
    CONVOLUTION(
        "    final int[] places = product.places;\n",
        "        int place@ = places[#K];\n",
        "place@");

    private final String before;
    private final String step;
    private final String place;

    Inputs(String before, String step, String place) {
      this.before = before;
      this.step = step;
      this.place = place;
    }

    @Override
    public String toString() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern STORE = Pattern.compile("#STORE\\((.+), (.+)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)");

  private final Path templates;

  /** Source code of each tile by its class name. */
  private final Map<String, String> tiles = new LinkedHashMap<>();

  private TileGenerator(Path templates) {
    this.templates = templates;
  }

  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[1], "io", "flinkmobilenet", "kernel", "vector");
    TileGenerator generator = new TileGenerator(Path.of(args[0]));
    for (Ending ending : Ending.values()) {
      for (int count = 1; count <= 7; count++) {
        for (int vectors = 1; vectors <= 3; vectors++) {
          generator.product(Inputs.POINTWISE, count, vectors, 1, ending);
          generator.product(Inputs.CONVOLUTION, count, vectors, 1, ending);
        }
      }
      for (int count = 1; count <= 7; count++) {
        generator.depthwise(count, 1, ending);
      }
      for (int count = 1; count <= 4; count++) {
        generator.depthwise(count, 2, ending);
      }
    }
    for (int count = 1; count <= 5; count++) {
      generator.product(Inputs.POINTWISE, count, 2, 2, Ending.LINEAR);
    }
    for (int size : new int[] {5, 7}) {
      for (int count = 1; count <= 7; count++) {
        generator.largeWindow(size, count, 1);
        generator.largeWindow(size, count, 2);
      }
    }
    generator.list();
    generator.writeTo(output);
  }

  /**
   * Writes new and changed files and deletes files that are no longer tiles. An unchanged file
   * keeps its date, so that the compiler finds nothing to do.
   */
  private void writeTo(Path output) throws IOException {
    Files.createDirectories(output);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(output, "*.java")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Files.readString(file).equals(tiles.get(name))) {
          tiles.remove(name);
        } else {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, String> tile : tiles.entrySet()) {
      Files.writeString(output.resolve(tile.getKey() + ".java"), tile.getValue());
    }
  }

  private void product(Inputs inputs, int pixels, int vectors, int steps, Ending ending)
      throws IOException {
    StringBuilder body = new StringBuilder();
    for (int step = 0; step < steps; step++) {
      body.append(step(inputs, vectors, step, steps));
    }
    write(
        "PointwiseTile",
        "%s%s%dx%d%s".formatted(inputs, steps == 1 ? "" : "Paired", pixels, vectors, ending),
        ending,
        Map.of(
            "#PIXELS",
            pixels,
            "#VECTORS",
            vectors,
            "#STEPS",
            steps,
            "    #PLACES\n",
            inputs.before,
            "        #BODY\n",
            body),
        Map.of(
            "p", repeat(pixels, p -> Map.of("p", p)),
            "v", repeat(vectors, v -> Map.of("v", v))));
  }

  /** Returns the code for one row of the panel and one input of each pixel; @ is its number. */
  private static String step(Inputs inputs, int vectors, int step, int steps) {
    String weights =
        """
                FloatVector w@_$v =
                    FloatVector.fromArray(Lanes.SPECIES, packed, w + (@ * #N + $v) * lanes);
        """;
    String next = step == steps - 1 ? "        w += %d * lanes;\n".formatted(steps * vectors) : "";
    String pixels =
        """
                FloatVector x@_$p = FloatVector.broadcast(Lanes.SPECIES, memory[in$p + #AT]);
                sum$p_$v = x@_$p.fma(w@_$v, sum$p_$v);
        """;
    return (weights + next + inputs.step + pixels)
        .replace("#AT", inputs.place)
        .replace("#N", String.valueOf(vectors))
        .replace("#K", step == 0 ? "k" : "k + " + step)
        .replace("@", String.valueOf(step));
  }

  private void depthwise(int windows, int stride, Ending ending) throws IOException {
    int columns = (windows - 1) * stride + 3;
    write(
        "DepthwiseTile",
        "Depthwise%dStride%d%s".formatted(windows, stride, ending),
        ending,
        Map.of("#WINDOWS", windows, "#STRIDE", stride),
        Map.of(
            "t", repeat(windows, t -> window(t, t * stride)),
            "c", repeat(columns, c -> Map.of("c", c)),
            "w", repeat(9, w -> Map.of("w", w))));
  }

  /** The taps of a row: x of the column that the letter of the tap stands for. */
  private void largeWindow(int size, int windows, int stride) throws IOException {
    StringBuilder taps = new StringBuilder();
    for (int tap = 0; tap < size; tap++) {
      taps.append("        sum$t = x$%c.fma(w%d, sum$t);\n".formatted('a' + tap, tap));
    }
    write(
        "LargeWindowTile",
        "Window%dTile%dStride%d".formatted(size, windows, stride),
        Ending.LINEAR,
        Map.of("#WINDOWS", windows, "#SIZE", size, "#STRIDE", stride, "        #TAPS\n", taps),
        Map.of(
            "t", repeat(windows, t -> columns(t, t * stride, size)),
            "c", repeat((windows - 1) * stride + size, c -> Map.of("c", c)),
            "w", repeat(size, w -> Map.of("w", w))));
  }

  /** Returns the number of a window, and a letter for each of the columns that it covers. */
  private static Map<String, Integer> columns(int window, int left, int size) {
    Map<String, Integer> values = new HashMap<>(Map.of("t", window));
    for (int tap = 0; tap < size; tap++) {
      values.put(String.valueOf((char) ('a' + tap)), left + tap);
    }
    return values;
  }

  /** Returns the number of a window and of the columns that it covers. */
  private static Map<String, Integer> window(int window, int left) {
    return Map.of("t", window, "left", left, "middle", left + 1, "right", left + 2);
  }

  private static List<Map<String, Integer>> repeat(
      int count, IntFunction<Map<String, Integer>> values) {
    List<Map<String, Integer>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(values.apply(i));
    }
    return all;
  }

  private void write(
      String template,
      String name,
      Ending ending,
      Map<String, ?> settings,
      Map<String, List<Map<String, Integer>>> variables)
      throws IOException {
    String form = Files.readString(templates.resolve(template + ".template"));
    form = STORE.matcher(form).replaceAll(ending.store);
    form = form.replace("    #BEFORE\n", ending.before);
    form = form.replace("#NAME", name).replace("#ENDING", ending.toString());
    for (Map.Entry<String, ?> setting : settings.entrySet()) {
      form = form.replace(setting.getKey(), setting.getValue().toString());
    }
    List<String> lines = new ArrayList<>();
    unroll(form.lines().toList(), variables, lines);
    tiles.put(name, source(lines));
  }

  /** Writes the class that finds tiles by their names. */
  private void list() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("package io.flinkmobilenet.kernel.vector;");
    lines.add("/** The tiles by name. */");
    lines.add("final class GeneratedTiles {");
    lines.add("  private GeneratedTiles() {}");
    lines.add("  static Object named(String name) {");
    lines.add("    return switch (name) {");
    tiles.keySet().forEach(name -> lines.add("      case \"%1$s\" -> new %1$s();".formatted(name)));
    lines.add("      default -> throw new IllegalArgumentException(\"no tile \" + name);");
    lines.add("    };");
    lines.add("  }");
    lines.add("}");
    tiles.put("GeneratedTiles", source(lines));
  }

  private static String source(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /** Writes every line once per combination of its variables' values. */
  private static void unroll(
      List<String> lines, Map<String, List<Map<String, Integer>>> variables, List<String> to) {
    for (int first = 0, end; first < lines.size(); first = end) {
      String line = lines.get(first).strip();
      String variable = variable(line);
      end = first + 1;
      if (variable.isEmpty()) {
        to.add(lines.get(first));
        continue;
      }
      while (end < lines.size() && variable(lines.get(end)).equals(variable)) {
        end++;
      }
      repeat(lines.subList(first, end), variable, variables, to);
    }
  }

  private static void repeat(
      List<String> lines,
      String variable,
      Map<String, List<Map<String, Integer>>> variables,
      List<String> to) {
    for (Map<String, Integer> values : variables.get(variable)) {
      unroll(lines.stream().map(line -> substitute(line, values)).toList(), variables, to);
    }
  }

  private static String variable(String line) {
    Matcher matcher = VARIABLE.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String substitute(String line, Map<String, Integer> values) {
    return VARIABLE
        .matcher(line)
        .replaceAll(
            match -> {
              Integer value = values.get(match.group(1));
              return value == null ? Matcher.quoteReplacement(match.group()) : value.toString();
            });
  }
}
