package io.flinkmobilenet.training;

import io.flinkmobilenet.image.Resizer;
import io.flinkmobilenet.image.RgbImage;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Supplies all frames once per epoch, shuffled and varied. The rest at the end of an epoch that
 * does not fill a batch is left out. Batches are a function of seed and step, so that an
 * interrupted training continues identically. The next batch is prepared while the previous one is
 * used.
 */
final class Batches implements AutoCloseable {
  private final FrameCache frames;
  private final int edge;
  private final TrainingPlan plan;
  private final Augmentation augmentation;
  private final ExecutorService preparation = Executors.newSingleThreadExecutor();
  private int[] order;
  private int orderedEpoch = -1;
  private Future<Batch> next;

  /**
   * Starts with the batch of the given step.
   *
   * @param edge rows and columns of the frames @param step number of the first step, from 1
   */
  Batches(FrameCache frames, int edge, TrainingPlan plan, int step) {
    this.frames = frames;
    this.edge = edge;
    this.plan = plan;
    this.augmentation = new Augmentation(edge);
    prepare(step);
  }

  /** Returns the batch of a step. Steps must be consecutive. */
  Batch take(int step) throws ExecutionException, InterruptedException {
    Batch batch = next.get();
    prepare(step + 1);
    return batch;
  }

  private void prepare(int step) {
    next = preparation.submit(() -> make(step));
  }

  private Batch make(int step) {
    shuffle((step - 1) / plan.stepsPerEpoch());
    int first = (step - 1) % plan.stepsPerEpoch() * plan.batch();
    int smaller = plan.edgeAt(step, edge);
    int bytes = RgbImage.CHANNELS * smaller * smaller;
    SplittableRandom random = new SplittableRandom(plan.seed() ^ step * 0x9E3779B97F4A7C15L);
    Batch batch = new Batch(new byte[plan.batch() * bytes], new int[plan.batch()], smaller);
    byte[] rgb = new byte[RgbImage.CHANNELS * edge * edge];
    byte[] variant = new byte[rgb.length];
    for (int i = 0; i < batch.size(); i++) {
      int frame = order[first + i];
      frames.read(frame, rgb);
      augmentation.apply(rgb, random, variant);
      System.arraycopy(reduced(variant, smaller), 0, batch.rgb(), i * bytes, bytes);
      batch.signs()[i] = frames.sign(frame);
    }
    return batch;
  }

  private byte[] reduced(byte[] rgb, int smaller) {
    return smaller == edge
        ? rgb
        : Resizer.resize(new RgbImage(edge, edge, rgb), smaller, smaller).rgb();
  }

  private void shuffle(int epoch) {
    if (epoch == orderedEpoch) {
      return;
    }
    SplittableRandom random = new SplittableRandom(plan.seed() * 31 + epoch);
    order = new int[frames.size()];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    orderedEpoch = epoch;
  }

  @Override
  public void close() {
    preparation.shutdownNow();
  }
}
