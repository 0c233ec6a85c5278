package io.flinkmobilenet.stream.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an image gets the answer of an earlier one.
 *
 * @param mode which images
 * @param distance greatest difference of two colours, 0 to 255, with which two images look alike
 * @param heartbeat longest time between the captures of two images of which the second gets the
 *     answer of the first
 */
public record ReuseSettings(ReuseMode mode, int distance, Duration heartbeat)
    implements Serializable {
  /** Every image is classified. */
  public static final ReuseSettings OFF = new ReuseSettings(ReuseMode.OFF, 0, Duration.ZERO);

  /** Longest heartbeat; answers are kept that long, so that it also limits the state. */
  static final Duration LONGEST = Duration.ofDays(1);

  /** Distance of {@code near} without a number: what the noise of a camera stays below. */
  static final int DEFAULT_DISTANCE = 8;

  private static final int LARGEST_DISTANCE = 255;
  private static final String NEAR = "near";

  /** Returns whether some images may get the answer of an earlier one. */
  public boolean isOn() {
    return mode != ReuseMode.OFF;
  }

  /**
   * Reads {@code off}, {@code exact}, {@code near} or {@code near=DISTANCE}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static ReuseSettings parse(String text, Duration heartbeat) {
    return switch (text) {
      case "off" -> new ReuseSettings(ReuseMode.OFF, 0, heartbeat);
      case "exact" -> new ReuseSettings(ReuseMode.EXACT, 0, heartbeat);
      case NEAR -> new ReuseSettings(ReuseMode.NEAR, DEFAULT_DISTANCE, heartbeat);
      default -> new ReuseSettings(ReuseMode.NEAR, distance(text), heartbeat);
    };
  }

  private static int distance(String text) {
    if (!text.startsWith(NEAR + "=")) {
      throw new IllegalArgumentException(text);
    }
    int distance = Integer.parseInt(text.substring(NEAR.length() + 1));
    if (distance < 0 || distance > LARGEST_DISTANCE) {
      throw new IllegalArgumentException(text);
    }
    return distance;
  }
}
