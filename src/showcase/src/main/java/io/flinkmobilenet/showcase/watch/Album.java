package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.showcase.watch.WatchSnapshot.ShownImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest images that have a prediction, with their bytes. */
final class Album {
  static final int MOST = 60;
  static final int MOST_BYTES = 16 << 20;

  /** Number of listed images. Some older ones are kept for a page that is a moment behind. */
  private static final int LISTED = 12;

  private final Deque<Page> pages = new ArrayDeque<>();
  private long sequence;
  private int bytes;

  private record Page(ShownImage image, byte[] bytes) {}

  void add(Sample sample, PagePrediction verdict) {
    String truth = sample.trueClass().isEmpty() ? null : sample.trueClass();
    ShownImage image =
        new ShownImage(
            ++sequence,
            ShortText.name(sample.id()),
            verdict.source(),
            verdict.model(),
            verdict.latency(),
            ShortText.name(truth),
            truth == null ? null : verdict.isRight(truth),
            verdict.shown(),
            verdict.routing());
    pages.addFirst(new Page(image, sample.bytes()));
    bytes += sample.bytes().length;
    while (pages.size() > MOST || bytes > MOST_BYTES) {
      bytes -= pages.removeLast().bytes().length;
    }
  }

  /** The listed images, newest first. */
  List<ShownImage> newest() {
    return pages.stream().limit(LISTED).map(Page::image).toList();
  }

  /** The encoded file of an image that is still kept. */
  Optional<byte[]> file(long number) {
    return pages.stream()
        .filter(page -> page.image().sequence() == number)
        .map(Page::bytes)
        .findFirst();
  }

  int size() {
    return pages.size();
  }

  int bytes() {
    return bytes;
  }
}
