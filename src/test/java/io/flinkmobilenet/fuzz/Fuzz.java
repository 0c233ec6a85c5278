package io.flinkmobilenet.fuzz;

/** What the fuzzer calls: Jazzer finds both methods by their names. */
public final class Fuzz {
  /** Jazzer looks into the maps that the code does: that takes memory, too. */
  private static final int SLACK = 16;

  private static Trial trial;

  private Fuzz() {}

  /** Takes the target's name. */
  public static void fuzzerInitialize(String[] arguments) throws Exception {
    trial = new Trial(FuzzTargets.named(arguments[0]), SLACK);
  }

  /** Runs an input; whatever it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    trial.run(input);
  }
}
