package io.flinkmobilenet.architecture;

/** Refuses settings of an architecture that are out of range. */
final class SettingCheck {
  private SettingCheck() {}

  /**
   * Refuses a setting.
   *
   * @param valid whether it is in its range
   * @param what name of the setting
   * @param found its value
   * @throws IllegalArgumentException if it is not valid
   */
  static void require(boolean valid, String what, Object found) {
    if (!valid) {
      throw new IllegalArgumentException(what + " out of range: " + found);
    }
  }
}
