package io.flinkmobilenet.cli.terminal;

import io.flinkmobilenet.event.format.SchemaRegistryException;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports failures in one line on standard error, with a stack trace only if {@code --verbose} is
 * given.
 */
public final class FailureReporter
    implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    String message =
        failure instanceof UnmatchedArgumentException unmatched
            ? Misspelling.describe(unmatched)
            : Misspelling.describeValue(failure.getMessage());
    print(command, oneLine(message) + " (see '" + help + "')");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ReaderGoneException) {
      return ExitCode.INPUT;
    }
    Throwable shown = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    print(command, describe(shown));
    if (command.getParseResult().hasMatchedOption(OutputOptions.VERBOSE)) {
      failure.printStackTrace(command.getErr());
      command.getErr().flush();
    }
    return exitCode(shown);
  }

  private static int exitCode(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    if (failure instanceof KafkaNotReadyException kafka) {
      return kafka.areSettingsWrong() ? ExitCode.USAGE : ExitCode.SERVICE;
    }
    return failure instanceof SchemaRegistryException ? ExitCode.SERVICE : ExitCode.INPUT;
  }

  private static String describe(Throwable failure) {
    if (failure instanceof CommandFailure
        || failure instanceof KafkaNotReadyException
        || failure instanceof RefusedRequestException
        || failure instanceof SchemaRegistryException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "no such file: " + oneLine(failure.getMessage());
    }
    if (failure instanceof AccessDeniedException) {
      return "not allowed to read or write: " + oneLine(failure.getMessage());
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return oneLine(failure.getMessage());
    }
    return "internal error: " + oneLine(failure.toString()) + " (--verbose shows where)";
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("mobilenet: " + message);
    command.getErr().flush();
  }
}
