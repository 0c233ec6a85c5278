package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import jdk.incubator.vector.FloatVector;

/**
 * A matrix product over pixels, its weights packed: {@code [pixels][K] · [K][N]}. A pixel's K
 * inputs are {@code rows} runs of {@code depth} floats, so that a 3×3 window over an image is a
 * product as well.
 *
 * <p>Weights are packed panel by panel: {@code [1 + K][vectors of the panel][lanes]}, the bias
 * first. A panel has two vectors, the last one of an odd number of vectors; each step of the
 * micro-kernel then reads its weights from one place. The last vector of all moves back over the
 * one before it rather than past the end: some channels are computed twice, none needs a mask.
 */
final class Product {
  /** Floats from one pixel's inputs to the next one's. */
  final int pixelStride;

  /** K. */
  final int depth;

  /** N, at least one vector. */
  final int channels;

  /** Whether ReLU6 follows. */
  final boolean clamped;

  /** Vectors that the channels take. */
  final int vectors;

  final float[] packed;

  Product(Filters filters, Activation activation, int pixelStride) {
    this.pixelStride = pixelStride;
    depth = filters.taps();
    channels = filters.count();
    clamped = activation == Activation.RELU6;
    vectors = (channels + Lanes.COUNT - 1) / Lanes.COUNT;
    packed = pack(filters);
  }

  private float[] pack(Filters filters) {
    int taps = filters.taps();
    float[] panels = new float[vectors * (1 + taps) * Lanes.COUNT];
    for (int vector = 0; vector < vectors; vector++) {
      int step = Math.min(2, vectors - vector / 2 * 2) * Lanes.COUNT;
      int start = panel(vector / 2 * 2) + vector % 2 * Lanes.COUNT;
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int n = channel(vector) + lane;
        panels[start + lane] = filters.bias()[n];
        for (int k = 0; k < taps; k++) {
          panels[start + (1 + k) * step + lane] = filters.weights()[n * taps + k];
        }
      }
    }
    return panels;
  }

  /** Where the panel that starts with the given vector starts. */
  int panel(int vector) {
    return vector * (1 + depth) * Lanes.COUNT;
  }

  /** First channel of a vector. */
  int channel(int vector) {
    return Math.min(vector * Lanes.COUNT, channels - Lanes.COUNT);
  }

  /**
   * Clamps the stored sums of a tile, or adds the residual to them.
   *
   * <p>A pass of its own over what is still in the first-level cache: in JDK 17 a micro-kernel that
   * did it on the way out would be too large for the compiler to inline everything, and slow a
   * hundredfold.
   */
  void finish(float[] memory, int panel, int pixel, int pixels, int residual, int output) {
    // The panel's vectors may overlap: both are read before either is written.
    int first = pixel * channels + channel(panel);
    int second = pixel * channels + channel(Math.min(panel + 1, vectors - 1));
    int end = first + pixels * channels;
    if (clamped) {
      clamp(memory, output + first, output + second, output + end);
    } else if (residual != Kernel.NO_RESIDUAL) {
      add(memory, residual - output, output + first, output + second, output + end);
    }
  }

  private void clamp(float[] memory, int first, int second, int end) {
    for (int a = first, b = second; a < end; a += channels, b += channels) {
      FloatVector clampedA =
          FloatVector.fromArray(Lanes.SPECIES, memory, a)
              .reinterpretAsInts()
              .max(0)
              .min(Lanes.SIX)
              .reinterpretAsFloats();
      FloatVector clampedB =
          FloatVector.fromArray(Lanes.SPECIES, memory, b)
              .reinterpretAsInts()
              .max(0)
              .min(Lanes.SIX)
              .reinterpretAsFloats();
      clampedA.intoArray(memory, a);
      clampedB.intoArray(memory, b);
    }
  }

  private void add(float[] memory, int toResidual, int first, int second, int end) {
    for (int a = first, b = second; a < end; a += channels, b += channels) {
      FloatVector sumA =
          FloatVector.fromArray(Lanes.SPECIES, memory, a)
              .add(FloatVector.fromArray(Lanes.SPECIES, memory, a + toResidual));
      FloatVector sumB =
          FloatVector.fromArray(Lanes.SPECIES, memory, b)
              .add(FloatVector.fromArray(Lanes.SPECIES, memory, b + toResidual));
      sumA.intoArray(memory, a);
      sumB.intoArray(memory, b);
    }
  }

  /**
   * Computes all channels of some pixels.
   *
   * @param pixels number of pixels
   * @param input start of the first pixel's inputs
   * @param residual start of the first pixel's residual, or {@link Kernel#NO_RESIDUAL}
   * @param output start of the first pixel's channels
   */
  void run(float[] memory, int pixels, int input, int residual, int output) {
    for (int vector = 0; vector < vectors; vector += 2) {
      if (vector + 1 < vectors) {
        runPairOfVectors(vector, memory, pixels, input, residual, output);
      } else {
        runLastVector(vector, memory, pixels, input, residual, output);
      }
    }
  }

  private void runPairOfVectors(
      int vector, float[] memory, int pixels, int input, int residual, int output) {
    int tiled = Tile12x2.FITS ? pixels - pixels % Tile12x2.PIXELS : 0;
    int left = pixels - tiled;
    if (Tile12x2.FITS && left > Tile6x2.PIXELS && pixels >= Tile12x2.PIXELS) {
      tiled = pixels;
      left = 0;
    }
    if (tiled > 0) {
      Tile12x2.run(this, vector, memory, 0, tiled, input, residual, output);
    }
    if (left == 0) {
      return;
    }
    if (pixels >= Tile6x2.PIXELS) {
      int first = Math.min(tiled, pixels - Tile6x2.PIXELS);
      Tile6x2.run(this, vector, memory, first, pixels, input, residual, output);
    } else {
      Tile1x1.run(this, vector, 0, memory, pixels, input, residual, output);
      Tile1x1.run(this, vector, 1, memory, pixels, input, residual, output);
    }
  }

  private void runLastVector(
      int vector, float[] memory, int pixels, int input, int residual, int output) {
    if (pixels >= Tile12x1.PIXELS) {
      Tile12x1.run(this, vector, memory, pixels, input, residual, output);
    } else {
      Tile1x1.run(this, vector, 0, memory, pixels, input, residual, output);
    }
  }
}
