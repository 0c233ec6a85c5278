package io.flinkmobilenet.training;

import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads and runs a written model with the product's own code. */
final class ProductCheck {
  private final ModelArtifact model;
  private final Plan plan;

  /**
   * Reads the model in a directory.
   *
   * @throws InvalidModelException if the product does not accept it
   */
  ProductCheck(Path directory) throws InvalidModelException, IOException {
    model = ModelDirectory.read(directory);
    plan = model.compile(KernelProvider.select(KernelChoice.AUTO));
  }

  /** Largest difference between the product's logits and PyTorch's for the same images. */
  double difference(Batch batch, float[] expected) {
    Classifier classifier = new Classifier(plan);
    int bytes = batch.rgb().length / batch.size();
    double largest = 0;
    for (int i = 0, at = 0; i < batch.size(); i++) {
      byte[] rgb = new byte[bytes];
      System.arraycopy(batch.rgb(), i * bytes, rgb, 0, bytes);
      classifier.run(rgb);
      for (float logit : classifier.logits()) {
        largest = Math.max(largest, Math.abs(logit - expected[at++]));
      }
    }
    return largest;
  }

  /** Share of the first frames of a seed that the product classifies correctly. */
  double accuracy(long seed, int frames, int threads, Journal journal)
      throws ExecutionException, InterruptedException {
    AtomicInteger right = new AtomicInteger();
    try (Journal.Task task = journal.task("testing on frames of seed " + seed, frames)) {
      InParallel.run(
          threads,
          frames,
          () -> {
            PreparedCamera camera = new PreparedCamera(seed, model.preprocessing().geometry());
            Classifier classifier = new Classifier(plan);
            return index -> {
              PreparedCamera.PreparedFrame image = camera.frame(index);
              classifier.run(image.rgb());
              if (classifier.topK(1).get(0).index() == image.sign()) {
                right.incrementAndGet();
              }
              task.step();
            };
          });
    }
    return (double) right.get() / frames;
  }
}
