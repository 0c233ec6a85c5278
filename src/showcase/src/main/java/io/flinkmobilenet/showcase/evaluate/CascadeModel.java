package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** One model of a cascade on one thread; it measures the processor time of the thread. */
final class CascadeModel {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
  private final InputGeometry geometry;
  private final Classifier classifier;

  CascadeModel(Plan plan, InputGeometry geometry) {
    this.classifier = new Classifier(plan);
    this.geometry = geometry;
  }

  /**
   * Classifies an image.
   *
   * @param truth index of its true class in this model
   */
  CascadeTrial.Outcome run(byte[] encoded, int truth) throws InvalidImageException {
    long start = THREADS.getCurrentThreadCpuTime();
    byte[] rgb = decoder.decode(encoded, geometry).rgb();
    long decoded = THREADS.getCurrentThreadCpuTime();
    classifier.run(rgb);
    List<ClassScore> best = classifier.topK(2);
    long classified = THREADS.getCurrentThreadCpuTime();
    float first = best.get(0).probability();
    float second = best.size() < 2 ? 0 : best.get(1).probability();
    return new CascadeTrial.Outcome(
        best.get(0).index() == truth, first, first - second, decoded - start, classified - decoded);
  }
}
