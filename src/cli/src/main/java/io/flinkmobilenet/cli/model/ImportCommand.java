package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model of any format as a folder with the canonical model. */
@Command(
    name = "import",
    description =
        "Reads a model of any format and writes it as a folder that needs no further options: the"
            + " artifact that model publish sends, with its settings as Hugging Face names them.")
public final class ImportCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private GoldenOption golden;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder for the model.")
  private Path folder;

  @Override
  public Integer call() throws CommandFailure, IOException {
    Output out = output.open();
    requireEmpty();
    ModelArtifact model = golden.added(importing.read(source, output), output);
    ModelDirectory.write(model, folder);
    if (out.json()) {
      out.json(
          Output.object(
              "folder", folder.toString(),
              "digest", model.digest(),
              "bytes", model.bytes().length,
              "classes", model.labels().size(),
              "sources", model.sources()));
    } else {
      out.text("wrote %s, digest %s".formatted(folder, model.digest()));
    }
    return ExitCode.OK;
  }

  private void requireEmpty() throws CommandFailure, IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage("--out: expected a folder, found the file " + folder, null);
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw CommandFailure.usage(
            "--out: expected an empty folder, found files in " + folder, null);
      }
    }
  }
}
