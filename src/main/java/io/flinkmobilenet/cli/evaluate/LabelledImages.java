package io.flinkmobilenet.cli.evaluate;

import java.io.IOException;

/** Pictures of which it is known what they show, numbered from 0. */
interface LabelledImages {
  int size();

  /** What messages call a picture. */
  String name(int index);

  /** Gives pictures to one thread. */
  Source source();

  /** Where a thread takes its pictures from. */
  interface Source {
    /**
     * A picture.
     *
     * @throws IOException where it cannot be read
     */
    LabelledImage get(int index) throws IOException;
  }
}
