package io.flinkmobilenet.showcase.evaluate;

import java.io.IOException;

/** Images whose true classes are known, numbered from 0. */
interface LabelledImages {
  int size();

  /** Name of an image in messages. */
  String name(int index);

  /** A source of images for one thread. */
  Source source();

  /** The source from which one thread reads images. */
  interface Source {
    /**
     * Reads an image.
     *
     * @throws IOException if it cannot be read
     */
    LabelledImage get(int index) throws IOException;
  }
}
