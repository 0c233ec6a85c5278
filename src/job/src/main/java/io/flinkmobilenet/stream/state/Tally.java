package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The observed images of one variant in one step of a plan.
 *
 * @param images number of images
 * @param counted by guard: images to which it applies; guards beyond the end have none
 * @param bad by guard: of these, the images that it limits; as long as {@code counted}
 */
public record Tally(long images, long[] counted, long[] bad) {
  /** No images. */
  public static final Tally NONE = new Tally(0, new long[0], new long[0]);

  /** Returns the number of images to which a guard applies. */
  public long counted(int guard) {
    return guard < counted.length ? counted[guard] : 0;
  }

  /** Returns the number of images that a guard limits. */
  public long bad(int guard) {
    return guard < bad.length ? bad[guard] : 0;
  }

  /** Returns this tally with one image more; bits of bad images that do not count are ignored. */
  Tally with(int countedBits, int badBits) {
    int length = Math.max(counted.length, Integer.SIZE - Integer.numberOfLeadingZeros(countedBits));
    long[] moreCounted = Arrays.copyOf(counted, length);
    long[] moreBad = Arrays.copyOf(bad, length);
    for (int guard = 0; guard < length; guard++) {
      moreCounted[guard] += countedBits >>> guard & 1;
      moreBad[guard] += (countedBits & badBits) >>> guard & 1;
    }
    return new Tally(images + 1, moreCounted, moreBad);
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(images);
    out.writeByte(counted.length);
    for (int guard = 0; guard < counted.length; guard++) {
      out.writeLong(counted[guard]);
      out.writeLong(bad[guard]);
    }
  }

  static Tally read(DataInputView in) throws IOException {
    long images = in.readLong();
    int length = in.readUnsignedByte();
    long[] counted = new long[length];
    long[] bad = new long[length];
    for (int guard = 0; guard < length; guard++) {
      counted[guard] = in.readLong();
      bad[guard] = in.readLong();
    }
    return new Tally(images, counted, bad);
  }
}
