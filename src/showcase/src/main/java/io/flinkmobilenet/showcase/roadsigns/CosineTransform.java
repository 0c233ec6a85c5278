package io.flinkmobilenet.showcase.roadsigns;

/**
 * The discrete cosine transform of 8x8 samples, in place (Arai, Agui and Nakajima 1988): it needs
 * only five multiplications for eight samples, because the results remain scaled by {@link
 * #SCALES}.
 */
final class CosineTransform {
  /** Factors by which the results of a row, and likewise of a column, are too large. */
  static final double[] SCALES = new double[8];

  private static final float C2 = (float) StrictMath.cos(Math.PI / 8);
  private static final float C4 = (float) StrictMath.cos(Math.PI / 4);
  private static final float C6 = (float) StrictMath.cos(3 * Math.PI / 8);

  static {
    SCALES[0] = StrictMath.sqrt(8);
    for (int k = 1; k < 8; k++) {
      SCALES[k] = 4 * StrictMath.cos(k * Math.PI / 16);
    }
  }

  private CosineTransform() {}

  /** Transforms 64 samples, row by row. */
  static void transform(float[] block) {
    for (int row = 0; row < 64; row += 8) {
      line(block, row, 1);
    }
    for (int column = 0; column < 8; column++) {
      line(block, column, 8);
    }
  }

  private static void line(float[] v, int at, int step) {
    int i1 = at + step;
    int i2 = i1 + step;
    int i3 = i2 + step;
    int i4 = i3 + step;
    int i5 = i4 + step;
    int i6 = i5 + step;
    int i7 = i6 + step;
    float sum07 = v[at] + v[i7];
    float sum16 = v[i1] + v[i6];
    float sum25 = v[i2] + v[i5];
    float sum34 = v[i3] + v[i4];
    float difference07 = v[at] - v[i7];
    float difference16 = v[i1] - v[i6];
    float difference25 = v[i2] - v[i5];
    float difference34 = v[i3] - v[i4];

    float outer = sum07 + sum34;
    float inner = sum16 + sum25;
    float outerRest = sum07 - sum34;
    float turned = (sum16 - sum25 + outerRest) * C4;
    v[at] = outer + inner;
    v[i4] = outer - inner;
    v[i2] = outerRest + turned;
    v[i6] = outerRest - turned;

    float low = difference34 + difference25;
    float middle = (difference25 + difference16) * C4;
    float high = difference16 + difference07;
    float rotation = (low - high) * C6;
    float lowTurned = (C2 - C6) * low + rotation;
    float highTurned = (C2 + C6) * high + rotation;
    float near = difference07 + middle;
    float far = difference07 - middle;
    v[i5] = far + lowTurned;
    v[i3] = far - lowTurned;
    v[i1] = near + highTurned;
    v[i7] = near - highTurned;
  }
}
