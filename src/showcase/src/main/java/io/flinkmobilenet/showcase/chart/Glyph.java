package io.flinkmobilenet.showcase.chart;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One character as lines on a grid: digits lie between y = 0 and y = 6, lower-case letters between
 * 2 and 6, and descenders reach down to 8.
 *
 * @param width the largest x
 * @param lines polylines, each as x, y, x, y, …
 */
record Glyph(int width, List<int[]> lines) {
  /** All characters. Each is followed by its lines, in which every point is two digits, x and y. */
  private static final String ALL =
      """
      a 4246 4332120305163645
      b 0006 0312324345361605
      c 4332120305163645
      d 4046 4332120305163645
      e 04444332120305163645
      f 30201116 0232
      g 4332120305163645 4247381807
      h 0006 0312324346
      i 0206 0000
      j 2020 22271808
      k 0006 420446
      l 000516
      m 0206 0312223336 3342526366
      n 0206 0312324346
      o 123243453616050312
      p 0208 0312324345361605
      q 4248 4332120305163645
      r 0206 041232
      s 43321203143445361605
      t 10152636 0232
      u 0205163645 4246
      v 022642
      w 0216325662
      x 0246 4206
      y 0226 4218
      z 02420646
      0 103041453616050110
      1 112026
      2 01103041420646
      3 0110304142334445361605 1333
      4 36300444
      5 400002324345361605
      6 413010010516364543321203
      7 004016
      8 13020110304142331304051636454433
      9 433414030110304145361605
      . 0606
      , 1607
      : 0303 0606
      ; 0303 0607
      ' 0001
      - 0434
      + 0444 2226
      = 0343 0545
      % 4006 0010110100 3545463635
      / 4006
      _ 0747
      ( 20111526
      ) 00111506
      """;

  private static final Map<Integer, Glyph> GLYPHS = parse();
  private static final Glyph SPACE = new Glyph(1, List.of());
  private static final Glyph UNKNOWN = of("0040460600".split(" "));

  static Glyph of(int character) {
    return Character.isWhitespace(character)
        ? SPACE
        : GLYPHS.getOrDefault(Character.toLowerCase(character), UNKNOWN);
  }

  private static Map<Integer, Glyph> parse() {
    Map<Integer, Glyph> glyphs = new HashMap<>();
    ALL.lines().forEach(line -> glyphs.put(line.codePointAt(0), of(line.substring(2).split(" "))));
    return glyphs;
  }

  private static Glyph of(String[] lines) {
    List<int[]> points =
        Arrays.stream(lines).map(line -> line.chars().map(c -> c - '0').toArray()).toList();
    int width = 0;
    for (int[] line : points) {
      for (int i = 0; i < line.length; i += 2) {
        width = Math.max(width, line[i]);
      }
    }
    return new Glyph(width, points);
  }
}
