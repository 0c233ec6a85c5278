package io.flinkmobilenet.network;

/**
 * Runs a plan as a {@link Classifier} does and measures the time of each step. Each thread needs a
 * timer of its own.
 */
public final class StepTimer {
  private final Plan plan;
  private final float[] arena;
  private final long[] nanos;

  /** Creates a timer with an arena for the given plan. */
  public StepTimer(Plan plan) {
    this.plan = plan;
    arena = Arenas.atLeast(plan.arenaSize());
    nanos = new long[plan.steps().size()];
  }

  /**
   * Runs all steps on one image.
   *
   * @param rgb unsigned {@code [H][W][3]} of the plan's input geometry
   * @return nanoseconds for each step of {@link Plan#steps}; overwritten by the next run
   */
  public long[] run(byte[] rgb) {
    plan.run(rgb, arena, nanos);
    return nanos;
  }
}
