package io.flinkmobilenet.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints what TensorFlow Lite computes with a float model for images of seeded random pixels, each
 * divided by 255. Tests of readers of other formats quote these numbers.
 *
 * <p>{@code mvn -q -Pbench -Dbench.main=io.flinkmobilenet.peers.TfLiteOutputs
 * -Dbench.arguments="FILE HEIGHT WIDTH CLASSES IMAGES"}
 */
public final class TfLiteOutputs {
  private TfLiteOutputs() {}

  /** Prints a line for each seed from 1 on. */
  public static void main(String[] arguments) throws Exception {
    byte[] model = Files.readAllBytes(Path.of(arguments[0]));
    int values = Integer.parseInt(arguments[1]) * Integer.parseInt(arguments[2]) * 3;
    int classes = Integer.parseInt(arguments[3]);
    for (int seed = 1; seed <= Integer.parseInt(arguments[4]); seed++) {
      Random random = new Random(seed);
      float[] image = new float[values];
      for (int i = 0; i < values; i++) {
        image[i] = random.nextInt(256) / 255f;
      }
      try (TfLitePeer peer = new TfLitePeer(model, image, classes)) {
        System.out.println(seed + ": " + Arrays.toString(peer.run()));
      }
    }
  }
}
