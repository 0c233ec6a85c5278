package io.flinkmobilenet.cluster;

import io.flinkmobilenet.cluster.Results.Result;
import io.flinkmobilenet.cluster.Traffic.Sent;
import java.util.List;
import java.util.Map;

/**
 * Compares the images that were sent with the results that were found.
 *
 * @param images number of images that were sent
 * @param lost number of images with a result in neither topic
 * @param duplicated number of results beyond the first of each image
 * @param misplaced number of results in the wrong topic or with another image's id
 */
record Account(int images, long lost, long duplicated, long misplaced) {
  static Account of(Map<Place, Sent> sent, Results results) {
    Map<Place, List<Result>> found = results.all();
    long lost = 0;
    long duplicated = 0;
    long misplaced = 0;
    for (Map.Entry<Place, Sent> one : sent.entrySet()) {
      List<Result> copies = found.getOrDefault(one.getKey(), List.of());
      lost += copies.isEmpty() ? 1 : 0;
      duplicated += Math.max(0, copies.size() - 1);
      misplaced += copies.stream().filter(copy -> !fits(one.getValue(), copy)).count();
    }
    return new Account(sent.size(), lost, duplicated, misplaced);
  }

  private static boolean fits(Sent sent, Result result) {
    return sent.usable() == result.usable()
        && (result.id() == null ? !sent.usable() : sent.id().equals(result.id()));
  }

  boolean isExact() {
    return lost == 0 && duplicated == 0 && misplaced == 0;
  }
}
