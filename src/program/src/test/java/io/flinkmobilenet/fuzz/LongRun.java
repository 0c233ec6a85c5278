package io.flinkmobilenet.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes one target after the other, each in a JVM of its own, and chooses the inputs to keep. Run
 * by {@code mvn -Pfuzz}.
 *
 * <p>Arguments: seconds a target; then targets, without any all of them. Inputs that were new, logs
 * and findings are left in {@code target/fuzz/<target>}, those to keep in {@code
 * target/fuzz/<target>/kept}.
 */
public final class LongRun {
  private static final Path CORPUS = Path.of("src/program/src/test/resources/fuzz");
  private static final Path WORK = Path.of("target/fuzz").toAbsolutePath();

  private LongRun() {}

  /** Ends with 1 where something was found. */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    List<String> names = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    if (names.isEmpty()) {
      FuzzTargets.names().forEach(names::add);
    }
    boolean sound = true;
    for (String name : names) {
      sound &= fuzz(name, seconds);
    }
    System.exit(sound ? 0 : 1);
  }

  private static boolean fuzz(String name, int seconds) throws Exception {
    FuzzTarget target = FuzzTargets.named(name);
    Path inputs = Files.createDirectories(WORK.resolve(name).resolve("inputs"));
    int number = 0;
    for (byte[] seed : target.seeds()) {
      Files.write(inputs.resolve("seed-" + number++), seed);
    }
    Path log = WORK.resolve(name).resolve("log");
    int code = start(name, target, seconds, inputs, log).waitFor();
    Path findings = WORK.resolve(name).resolve("findings");
    if (code == 0) {
      CorpusChoice choice = new CorpusChoice(new Trial(target, 1));
      choice.look(CORPUS.resolve(name));
      choice.look(inputs);
      choice.keep(WORK.resolve(name).resolve("kept"));
      System.out.printf(
          "%s: %s; %d inputs, %d outcomes; at most %.1f ms, %,d bytes of heap%n",
          name,
          lastLine(log, "Done "),
          choice.size(),
          choice.outcomes(),
          choice.most().nanos() / 1e6,
          choice.most().allocated());
    } else {
      System.out.printf("%s: see %s and %s%n", name, findings, log);
    }
    return code == 0;
  }

  private static Process start(String name, FuzzTarget target, int seconds, Path inputs, Path log)
      throws IOException {
    Path findings = Files.createDirectories(WORK.resolve(name).resolve("findings"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzz.class.getName(),
                "--target_args=" + name,
                "--instrumentation_includes=io.flinkmobilenet.**"
                    + ":com.fasterxml.jackson.core.**:com.fasterxml.jackson.dataformat.yaml.**"
                    + ":org.yaml.snakeyaml.**:org.apache.avro.io.**:com.sun.imageio.**",
                "--custom_hook_excludes=**",
                "--disabled_hooks=*",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + seconds,
                "-max_len=" + target.longest(),
                "-timeout=60",
                "-use_value_profile=1",
                "-print_final_stats=1",
                inputs.toString()));
    Path corpus = CORPUS.resolve(name);
    if (Files.isDirectory(corpus)) {
      command.add(corpus.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String lastLine(Path log, String beginning) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith(beginning))
          .reduce((first, second) -> second)
          .orElse("");
    }
  }
}
