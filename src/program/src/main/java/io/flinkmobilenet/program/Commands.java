package io.flinkmobilenet.program;

import io.flinkmobilenet.bench.BenchCommand;
import io.flinkmobilenet.cli.classify.ClassifyCommand;
import io.flinkmobilenet.cli.kafka.ConsumeCommand;
import io.flinkmobilenet.cli.kafka.FramesCommand;
import io.flinkmobilenet.cli.kafka.PublishCommand;
import io.flinkmobilenet.cli.kafka.TopicsCommand;
import io.flinkmobilenet.cli.model.ModelCommand;
import io.flinkmobilenet.cli.submit.StopCommand;
import io.flinkmobilenet.cli.submit.SubmitCommand;
import io.flinkmobilenet.showcase.camera.CameraCommand;
import io.flinkmobilenet.showcase.demo.DemoCommand;
import io.flinkmobilenet.showcase.evaluate.EvaluateCommand;
import io.flinkmobilenet.showcase.evaluate.ThresholdsCommand;
import io.flinkmobilenet.showcase.watch.WatchCommand;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the program, in the order in which its help lists them. */
final class Commands {
  private static final List<Class<?>> ALL =
      List.of(
          DemoCommand.class,
          ClassifyCommand.class,
          EvaluateCommand.class,
          PublishCommand.class,
          FramesCommand.class,
          CameraCommand.class,
          ConsumeCommand.class,
          ModelCommand.class,
          TopicsCommand.class,
          SubmitCommand.class,
          StopCommand.class,
          WatchCommand.class,
          BenchCommand.class,
          HelpCommand.class,
          CompletionCommand.class);

  private Commands() {}

  /** The program with all its commands. */
  static CommandLine all() {
    return those(command -> true);
  }

  /**
   * The program with only the commands that these arguments need. The parser reads the options of
   * all given commands by reflection, which takes longer than many commands run.
   */
  static CommandLine neededFor(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals("--version")) {
      return those(command -> false);
    }
    boolean readsOthers = first.equals("help") || first.equals("completion");
    boolean known = ALL.stream().anyMatch(command -> name(command).equals(first));
    return known && !readsOthers ? those(command -> name(command).equals(first)) : all();
  }

  private static CommandLine those(Predicate<Class<?>> wanted) {
    CommandLine program = new CommandLine(new Mobilenet());
    // Each command gets its own CommandLine, because only then its model transformer, which adds
    // the job's options, is applied.
    ALL.stream().filter(wanted).forEach(command -> program.addSubcommand(line(command)));
    return program;
  }

  private static CommandLine line(Class<?> command) {
    CommandLine line = new CommandLine(command);
    // It reads labelled images as evaluate does, in a module that the other commands do not need.
    return command.equals(ModelCommand.class)
        ? line.addSubcommand(new CommandLine(ThresholdsCommand.class))
        : line;
  }

  /** The names of the commands, without those below a command. */
  static List<String> names() {
    return ALL.stream().map(Commands::name).toList();
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
