package io.flinkmobilenet.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.network.Network;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Runs the network on PyTorch, to train on a batch or to compute its logits. */
final class Learner {
  private static final float LABEL_SMOOTHING = 0.1f;

  /** (pixel / 255 − 0.5) / 0.5, as in the models' preprocessing. */
  private static final float HALF_RANGE = 127.5f;

  private final NDManager manager;
  private final int classes;

  Learner(NDManager manager, Network network) {
    this.manager = manager;
    this.classes = network.output().channels();
  }

  /**
   * Computes a batch's loss, cross entropy with smoothed labels, and adds its gradients to those of
   * the parameters.
   *
   * @return the loss
   */
  float learn(DifferentiableNetwork network, Batch batch) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray images = images(scratch, batch);
      NDArray wanted = wanted(scratch, batch);
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray probabilities = network.logits(images, true).logSoftmax(1);
        NDArray loss = probabilities.mul(wanted).sum().div(-batch.size());
        gradients.backward(loss);
        return loss.getFloat();
      }
    }
  }

  /** Computes the logits {@code [N][K]}. */
  float[] logits(DifferentiableNetwork network, Batch batch) {
    try (NDManager scratch = manager.newSubManager()) {
      return network.logits(images(scratch, batch), false).toFloatArray();
    }
  }

  /**
   * Normalised images as the network's input. In memory they stay {@code [N][H][W][3]}, viewed as
   * {@code [N][3][H][W]}, because with channels innermost PyTorch's convolutions take two thirds of
   * the time.
   */
  private NDArray images(NDManager scratch, Batch batch) {
    Shape shape = new Shape(batch.size(), batch.edge(), batch.edge(), RgbImage.CHANNELS);
    return scratch
        .create(ByteBuffer.wrap(batch.rgb()), shape, DataType.UINT8)
        .toType(DataType.FLOAT32, false)
        .divi(HALF_RANGE)
        .subi(1)
        .transpose(0, 3, 1, 2);
  }

  private NDArray wanted(NDManager scratch, Batch batch) {
    float[] wanted = new float[batch.size() * classes];
    Arrays.fill(wanted, LABEL_SMOOTHING / classes);
    for (int i = 0; i < batch.size(); i++) {
      wanted[i * classes + batch.signs()[i]] += 1 - LABEL_SMOOTHING;
    }
    return scratch.create(wanted, new Shape(batch.size(), classes));
  }
}
