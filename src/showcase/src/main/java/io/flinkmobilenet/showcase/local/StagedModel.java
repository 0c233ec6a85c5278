package io.flinkmobilenet.showcase.local;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import java.io.IOException;
import java.util.Arrays;

/**
 * A model with its name and version in Kafka.
 *
 * @param key name and version
 */
public record StagedModel(ModelKey key, ModelArtifact artifact) {
  private static final int LONGEST_NAME = 100;

  /** The model that a command line names, under its own name as far as that is valid in Kafka. */
  public static StagedModel of(ModelSource source) throws CommandFailure, IOException {
    return of(source, source.read(ImportOptions.NONE));
  }

  /** The model that was read from a source. */
  public static StagedModel of(ModelSource source, ModelArtifact artifact) {
    return new StagedModel(key(source), artifact);
  }

  /** True if the model has all classes that the camera shows. */
  public boolean knowsRoadSigns() {
    return artifact
        .labels()
        .containsAll(Arrays.stream(RoadSign.values()).map(RoadSign::label).toList());
  }

  /** Derives a valid model name from a folder's name. */
  private static ModelKey key(ModelSource source) {
    if (source instanceof BundledModel bundled) {
      return new ModelKey(bundled.family(), bundled.version());
    }
    String name = source.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return new ModelKey(name.substring(0, Math.min(LONGEST_NAME, name.length())), "1");
  }
}
