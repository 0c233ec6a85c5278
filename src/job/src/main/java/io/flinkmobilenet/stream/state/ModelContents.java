package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.protocol.ModelContent;

/** Converts models to the form in which they are published. */
public final class ModelContents {
  private ModelContents() {}

  /** Returns the content of a model, which shares its bytes. */
  public static ModelContent of(ModelArtifact artifact) {
    return new ModelContent(
        artifact.digest(),
        artifact.bytes(),
        Geometries.toManifest(artifact.preprocessing().geometry()));
  }
}
