package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/**
 * Jackson for values of strangers: no length goes beyond that of the value, which is in memory
 * already. Jackson remembers the names of fields, but forgets them beyond 6,000, and they are
 * short.
 */
final class BoundedJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1000;

  /** Its buffers are not kept in thread locals, which would hold the class loader of a job. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private BoundedJson() {}
}
