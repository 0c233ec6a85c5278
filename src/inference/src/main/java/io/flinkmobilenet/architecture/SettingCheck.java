package io.flinkmobilenet.architecture;

import java.util.List;

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

  /** Refuses a list of numbers unless all of them are from 1 to the largest allowed one. */
  static void requireEach(List<Integer> found, int most, String what) {
    found.forEach(number -> require(number >= 1 && number <= most, what, number));
  }
}
