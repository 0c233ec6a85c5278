package io.flinkmobilenet.training;

import java.nio.file.Path;

/**
 * The output files of a training.
 *
 * @param directory directory of all files
 */
record Results(Path directory) {
  /** The Hugging Face directory of a version. */
  Path model(int version) {
    return directory.resolve("roadsigns").resolve(Integer.toString(version));
  }

  /** The directory of version 2 with unrounded weights, for the comparison with PyTorch. */
  Path unrounded() {
    return directory.resolve("unrounded");
  }

  Path frames() {
    return directory.resolve("frames");
  }

  Path checkpoint() {
    return directory.resolve("checkpoint.safetensors");
  }

  Path history() {
    return directory.resolve("history.csv");
  }

  Path curves() {
    return directory.resolve("learning-curves.png");
  }

  Path log() {
    return directory.resolve("log.txt");
  }
}
