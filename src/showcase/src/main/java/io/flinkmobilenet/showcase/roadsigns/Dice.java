package io.flinkmobilenet.showcase.roadsigns;

/**
 * The random numbers of a frame: SplitMix64 (Steele, Lea and Flood 2014), so that the same seed
 * gives the same image on every Java.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The random numbers of a frame. */
  static Dice of(long seed, long index) {
    return new Dice(mix(mix(seed + GOLDEN) ^ (index * GOLDEN + 1)));
  }

  /** Independent random numbers, so that their use does not change those that follow. */
  Dice split() {
    return new Dice(bits());
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number from 0 to 1, 1 excluded. */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** A number from -reach to reach. */
  double around(double reach) {
    return between(-reach, reach);
  }

  int below(int bound) {
    return (int) (unit() * bound);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
