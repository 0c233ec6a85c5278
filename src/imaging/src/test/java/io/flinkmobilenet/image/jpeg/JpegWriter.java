package io.flinkmobilenet.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Encodes random images with settings that common encoders do not offer. */
final class JpegWriter {
  private static final int[] IDS = {1, 2, 3, 4};

  private final int width;
  private final int height;
  private final int[][] factors;
  private final int quality;
  private final boolean progressive;
  private final int restartInterval;
  private final int adobeTransform;

  /**
   * Creates a writer for one kind of image.
   *
   * @param factors horizontal and vertical sampling factor of each component
   * @param quality 1 to 100
   * @param adobeTransform transform of the Adobe segment; -1 for a JFIF segment instead
   */
  JpegWriter(
      int width,
      int height,
      int[][] factors,
      int quality,
      boolean progressive,
      int restartInterval,
      int adobeTransform) {
    this.width = width;
    this.height = height;
    this.factors = factors;
    this.quality = quality;
    this.progressive = progressive;
    this.restartInterval = restartInterval;
    this.adobeTransform = adobeTransform;
  }

  byte[] write(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    if (adobeTransform < 0) {
      segment(out, 0xe0, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0);
    } else {
      segment(out, 0xee, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, adobeTransform);
    }
    int[] multipliers = multipliers(random);
    int[] table = new int[65];
    System.arraycopy(multipliers, 0, table, 1, 64);
    segment(out, Markers.DQT, table);
    writeFrame(out);
    if (restartInterval > 0) {
      segment(out, Markers.DRI, restartInterval >> 8, restartInterval & 0xff);
    }
    writeScans(out, multipliers, random);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return out.toByteArray();
  }

  private int[] multipliers(Random random) {
    double scale = quality < 50 ? 50.0 / quality : 2 - quality / 50.0;
    int[] multipliers = new int[64];
    for (int k = 0; k < 64; k++) {
      multipliers[k] = (int) Math.max(1, Math.min(255, scale * (10 + 1.5 * k + random.nextInt(9))));
    }
    return multipliers;
  }

  private void writeFrame(ByteArrayOutputStream out) {
    int[] frame = new int[6 + 3 * factors.length];
    frame[0] = 8;
    frame[1] = height >> 8;
    frame[2] = height & 0xff;
    frame[3] = width >> 8;
    frame[4] = width & 0xff;
    frame[5] = factors.length;
    for (int i = 0; i < factors.length; i++) {
      frame[6 + 3 * i] = IDS[i];
      frame[7 + 3 * i] = factors[i][0] << 4 | factors[i][1];
    }
    segment(out, progressive ? 0xc2 : restartInterval % 2 == 0 ? 0xc0 : 0xc1, frame);
  }

  private void writeScans(ByteArrayOutputStream out, int[] multipliers, Random random) {
    int[] most = {
      Arrays.stream(factors).mapToInt(f -> f[0]).max().orElseThrow(),
      Arrays.stream(factors).mapToInt(f -> f[1]).max().orElseThrow()
    };
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) {
      samples.add(new Sample(IDS[i], factors[i], most, width, height, multipliers, random));
    }
    int blocks = Arrays.stream(factors).mapToInt(f -> f[0] * f[1]).sum();
    boolean together = factors.length == 1 || blocks <= 10 && random.nextInt(4) > 0;
    List<ScanScript> scans =
        progressive
            ? ScanScript.progressive(factors.length, together, random)
            : ScanScript.sequential(factors.length, together, random);
    for (ScanScript scan : scans) {
      int mcusWide = Component.ceil(width, 8 * most[0]);
      int mcusHigh = Component.ceil(height, 8 * most[1]);
      CodeWriter codes = new ScanWriter(scan, samples).write(mcusWide, mcusHigh, restartInterval);
      codes.writeTables(out, random);
      writeHeader(out, scan);
      codes.writeData(out);
    }
  }

  private static void writeHeader(ByteArrayOutputStream out, ScanScript scan) {
    int count = scan.components().length;
    int[] header = new int[4 + 2 * count];
    header[0] = count;
    for (int i = 0; i < count; i++) {
      int component = scan.components()[i];
      header[1 + 2 * i] = IDS[component];
      header[2 + 2 * i] = component == 0 ? 0 : 0x11;
    }
    header[1 + 2 * count] = scan.from();
    header[2 + 2 * count] = scan.to();
    header[3 + 2 * count] = scan.refines() << 4 | scan.missing();
    segment(out, Markers.SOS, header);
  }

  private static void segment(ByteArrayOutputStream out, int marker, int... payload) {
    out.write(0xff);
    out.write(marker);
    out.write(payload.length + 2 >> 8);
    out.write(payload.length + 2);
    for (int value : payload) {
      out.write(value);
    }
  }
}
