package io.flinkmobilenet.stream.golden;

import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.TestPictures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Golden images of a small model: one byte with the length of the name, the name, two logits, and
 * the image file. The model is refused, or its artifact is read again and the image is checked; an
 * image whose logits were made for it always agrees.
 */
public final class GoldenImagesTarget implements FuzzTarget {
  private static final int CLASSES = 2;
  private static final int LONGEST = 4096;

  private final ModelArtifact plain = TestModels.tiny();
  private final Plan plan;
  private final GoldenReference reference;

  /** Compiles the model. */
  public GoldenImagesTarget() {
    try {
      plan = plain.compile(KernelProvider.select(KernelChoice.AUTO));
      reference = new GoldenReference(plain);
    } catch (InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String run(byte[] input) {
    ByteBuffer bytes = ByteBuffer.wrap(input);
    byte[] name = new byte[bytes.hasRemaining() ? bytes.get() & 0xFF : 0];
    if (bytes.remaining() < name.length + CLASSES * Float.BYTES) {
      return "too short";
    }
    bytes.get(name);
    float[] logits = {bytes.getFloat(), bytes.getFloat()};
    byte[] encoded = new byte[bytes.remaining()];
    bytes.get(encoded);
    GoldenImage image = new GoldenImage(new String(name, StandardCharsets.UTF_8), encoded, logits);
    return checked(image) + "; " + made(encoded);
  }

  private String checked(GoldenImage image) {
    try {
      GoldenCheck.check(plain.withGolden(List.of(image)), plan);
      return "agrees";
    } catch (InvalidModelException e) {
      return Outcome.refused(e);
    }
  }

  private String made(byte[] encoded) {
    GoldenImage image;
    try {
      image = reference.image("made", encoded);
    } catch (InvalidModelException e) {
      return Outcome.refused(e);
    }
    try {
      GoldenCheck.check(plain.withGolden(List.of(image)), plan);
      return "an image";
    } catch (InvalidModelException e) {
      throw new AssertionError("vector and scalar kernels differ", e);
    }
  }

  /** Limit: some copies of the artifact for each of two checks, and an image of 4 megapixels. */
  @Override
  public long mayAllocate(byte[] input) {
    return 64L * (plain.bytes().length + input.length) + (256L << 20);
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public List<byte[]> seeds() throws InvalidModelException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] encoded :
        List.of(TestPictures.png(1, 24, 16), TestPictures.jpeg(2, 40, 40), new byte[] {1, 2})) {
      ByteBuffer seed = ByteBuffer.allocate(1 + 1 + CLASSES * Float.BYTES + encoded.length);
      seeds.add(seed.put((byte) 1).put((byte) 'x').putFloat(1).putFloat(2).put(encoded).array());
    }
    return seeds;
  }
}
