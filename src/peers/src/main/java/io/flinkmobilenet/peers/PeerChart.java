package io.flinkmobilenet.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws one bar for each network and peer as SVG: the time per image as a share of this project's
 * time for that network.
 *
 * @param networks the measured networks
 */
record PeerChart(List<Bars> networks) {
  private static final int LABELS = 320;
  private static final int BARS = 420;
  private static final int RIGHT = 60;
  private static final int ROW = 18;
  private static final int TOP = 50;
  private static final List<String> COLOURS = List.of("#08519c", "#9ecae1", "#fdae6b");

  /**
   * The results of one network.
   *
   * @param network its name
   * @param peers names of the peers, this project first
   * @param millis median time per image of each peer
   * @param ratios median over the rounds of each peer's time as a share of this project's
   */
  record Bars(String network, List<String> peers, List<Double> millis, List<Double> ratios) {
    static Bars of(String network, List<Peer> peers, PairedTimes times) {
      List<Double> millis = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int peer = 0; peer < peers.size(); peer++) {
        millis.add(times.median(peer) / 1e6);
        ratios.add(times.medianRatio(peer, 0));
      }
      return new Bars(network, peers.stream().map(Peer::name).toList(), millis, ratios);
    }
  }

  String svg() {
    double longest = 1;
    int rows = 0;
    for (Bars bars : networks) {
      rows += bars.peers().size() + 1;
      longest =
          Math.max(longest, bars.ratios().stream().mapToDouble(ratio -> ratio).max().orElse(1));
    }
    StringBuilder svg = new StringBuilder(head(TOP + ROW * rows));
    int y = TOP;
    for (Bars bars : networks) {
      for (int peer = 0; peer < bars.peers().size(); peer++, y += ROW) {
        svg.append(bar(bars, peer, longest, y));
      }
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String head(int height) {
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" \
        font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="20" font-size="14">Time per image on one thread, Java %d</text>
        <text x="10" y="38" fill="#555">as a share of the time of flink-mobilenet; shorter is \
        faster</text>
        """,
        LABELS + BARS + RIGHT, height, Runtime.version().feature());
  }

  private static String bar(Bars bars, int peer, double longest, int y) {
    double width = BARS * bars.ratios().get(peer) / longest;
    return format(
        """
        <text x="10" y="%d">%s%s, %.2f ms</text>
        <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
        <text x="%.1f" y="%d">%.2f</text>
        """,
        y + 13,
        peer == 0 ? bars.network() + ": " : "",
        bars.peers().get(peer),
        bars.millis().get(peer),
        LABELS,
        y + 2,
        width,
        ROW - 4,
        COLOURS.get(peer % COLOURS.size()),
        LABELS + width + 6,
        y + 13,
        bars.ratios().get(peer));
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
