package io.flinkmobilenet.fuzz;

/** What the fuzzer calls: Jazzer finds both methods by their names. */
public final class Fuzz {
  /**
   * Jazzer's own looks at what is compared take memory, some hundred times what the code does: the
   * limit is held afterwards, without it, when inputs are chosen.
   */
  private static final int SLACK = 1000;

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
