package io.flinkmobilenet.stream.golden;

import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;

/** Makes golden images of a model: it adds the logits of the scalar kernels to encoded images. */
public final class GoldenReference {
  private final GoldenRun run;

  /**
   * Compiles the model for the scalar kernels.
   *
   * @throws InvalidModelException if it cannot be compiled
   */
  public GoldenReference(ModelArtifact model) throws InvalidModelException {
    run = new GoldenRun(model, model.compile(new ScalarKernels()));
  }

  /**
   * Returns an image with its logits.
   *
   * @param name name of the image in messages
   * @param encoded the image file; not copied
   * @throws InvalidModelException if it cannot be decoded or is too large
   */
  public GoldenImage image(String name, byte[] encoded) throws InvalidModelException {
    return new GoldenImage(name, encoded, run.logits(name, encoded).clone());
  }
}
