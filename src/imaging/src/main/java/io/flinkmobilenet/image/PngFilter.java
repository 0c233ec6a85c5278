package io.flinkmobilenet.image;

/**
 * Undoes the filters of PNG rows: PNG, section 9. Each byte is stored as the difference from a
 * prediction by its neighbours to the left, above, and above to the left.
 */
final class PngFilter {
  private PngFilter() {}

  /**
   * Undoes the filter of a row in place.
   *
   * @param filter 0 to 4
   * @param row bytes [1, 1 + length)
   * @param above the row above; all zeros for the first row
   * @param step bytes from one pixel to the next, at least 1
   * @return false if there is no such filter
   */
  static boolean undo(int filter, byte[] row, byte[] above, int length, int step) {
    switch (filter) {
      case 0 -> {}
      case 1 -> sub(row, length, step);
      case 2 -> up(row, above, length);
      case 3 -> average(row, above, length, step);
      case 4 -> paeth(row, above, length, step);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void sub(byte[] row, int length, int step) {
    for (int i = 1 + step; i <= length; i++) {
      row[i] += row[i - step];
    }
  }

  private static void up(byte[] row, byte[] above, int length) {
    for (int i = 1; i <= length; i++) {
      row[i] += above[i];
    }
  }

  private static void average(byte[] row, byte[] above, int length, int step) {
    int first = Math.min(step, length);
    for (int i = 1; i <= first; i++) {
      row[i] += (byte) ((above[i] & 0xff) >> 1);
    }
    for (int i = 1 + first; i <= length; i++) {
      row[i] += (byte) ((row[i - step] & 0xff) + (above[i] & 0xff) >> 1);
    }
  }

  private static void paeth(byte[] row, byte[] above, int length, int step) {
    int first = Math.min(step, length);
    for (int i = 1; i <= first; i++) {
      row[i] += above[i];
    }
    if (step == 3 && length % 3 == 0) {
      paethOfThree(row, above, length);
      return;
    }
    for (int i = 1 + first; i <= length; i++) {
      row[i] += (byte) predicted(row[i - step] & 0xff, above[i] & 0xff, above[i - step] & 0xff);
    }
  }

  /**
   * Handles three channels at once. Each channel then depends on its own neighbours only, and these
   * stay in registers.
   */
  private static void paethOfThree(byte[] row, byte[] above, int length) {
    int red = row[1] & 0xff;
    int green = row[2] & 0xff;
    int blue = row[3] & 0xff;
    int cornerRed = above[1] & 0xff;
    int cornerGreen = above[2] & 0xff;
    int cornerBlue = above[3] & 0xff;
    for (int i = 4; i < length; i += 3) {
      int aboveRed = above[i] & 0xff;
      int aboveGreen = above[i + 1] & 0xff;
      int aboveBlue = above[i + 2] & 0xff;
      red = row[i] + predicted(red, aboveRed, cornerRed) & 0xff;
      green = row[i + 1] + predicted(green, aboveGreen, cornerGreen) & 0xff;
      blue = row[i + 2] + predicted(blue, aboveBlue, cornerBlue) & 0xff;
      row[i] = (byte) red;
      row[i + 1] = (byte) green;
      row[i + 2] = (byte) blue;
      cornerRed = aboveRed;
      cornerGreen = aboveGreen;
      cornerBlue = aboveBlue;
    }
  }

  /**
   * The neighbour that is nearest to {@code left + above - corner}; of equally near ones the first.
   */
  private static int predicted(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    int nearer = toLeft <= toAbove ? left : above;
    return Math.min(toLeft, toAbove) <= toCorner ? nearer : corner;
  }
}
