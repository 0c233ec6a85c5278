package io.flinkmobilenet.sql;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Classifier;
import java.io.IOException;
import java.util.List;

/** Decodes and classifies images, one after the other. Each subtask needs its own. */
final class ImageEngine implements AutoCloseable {
  private final ModelPool.Lease lease;
  private final ImageDecoder decoder;
  private final InputGeometry geometry;
  private final List<String> labels;
  private final Classifier classifier;

  /**
   * Creates an engine.
   *
   * @throws InvalidModelException if the model cannot be used
   * @throws IOException if it cannot be read
   */
  ImageEngine(EngineSettings settings) throws InvalidModelException, IOException {
    lease = ModelPool.lease(settings);
    decoder = new ImageDecoder(settings.limits(), settings.decode());
    geometry = lease.model().preprocessing().geometry();
    labels = lease.model().labels();
    classifier = new Classifier(lease.plan());
  }

  /**
   * Classifies an image, whose results are those of the other methods until the next one.
   *
   * @throws ImageFailure if it cannot be classified
   */
  void run(byte[] image) throws ImageFailure {
    try {
      classifier.run(decoder.decode(image, geometry).rgb());
    } catch (InvalidImageException e) {
      throw ImageFailure.of(e);
    } catch (RuntimeException e) {
      throw ImageFailure.of(e);
    }
  }

  /** Returns the most probable classes, best first. */
  List<ClassScore> best(int count) {
    return classifier.topK(count);
  }

  String label(ClassScore score) {
    return labels.get(score.index());
  }

  /** Returns a copy of the input of the last layer. */
  float[] embedding() {
    return classifier.features().clone();
  }

  @Override
  public void close() {
    lease.close();
  }
}
