package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.RecordOrigin;

/** Position of an image in the images topic. */
record Place(int partition, long offset) {
  static Place of(RecordOrigin origin) {
    return new Place(origin.getPartition(), origin.getOffset());
  }
}
