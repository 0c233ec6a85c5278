package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.RecordOrigin;

/** Where in the images topic a picture is. */
record Place(int partition, long offset) {
  static Place of(RecordOrigin origin) {
    return new Place(origin.getPartition(), origin.getOffset());
  }
}
