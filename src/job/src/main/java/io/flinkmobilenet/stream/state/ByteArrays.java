package io.flinkmobilenet.stream.state;

/** Provides the arrays into which a record is read. */
interface ByteArrays {
  /** New arrays for each record. */
  ByteArrays NEW =
      new ByteArrays() {
        @Override
        public byte[] atLeast(int length) {
          return new byte[length];
        }

        @Override
        public byte[] exactly(int number, int length) {
          return new byte[length];
        }
      };

  /** Returns an array of at least the given length; a record has one of them. */
  byte[] atLeast(int length);

  /**
   * Returns an array of exactly the given length.
   *
   * @param number number of the array in the record, from 0
   */
  byte[] exactly(int number, int length);
}
