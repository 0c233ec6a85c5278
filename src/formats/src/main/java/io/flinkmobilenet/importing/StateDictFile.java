package io.flinkmobilenet.importing;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ResNetCifar;
import io.flinkmobilenet.architecture.ShuffleNetV2;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.statedict.StateDictNetwork;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.keras.KerasApplications;
import io.flinkmobilenet.weights.keras.KerasReader;
import io.flinkmobilenet.weights.pytorch.PytorchReader;
import io.flinkmobilenet.weights.pytorch.PytorchTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that holds weights and does not describe its network.
 *
 * @param title format and name of the file, for people
 * @param tensors the weights
 * @param notes what the reader left out, one sentence each
 */
record StateDictFile(String title, NamedTensors tensors, List<String> notes) {
  /** Edge of the image of most networks, and of those for the images of CIFAR. */
  private static final int USUAL_EDGE = 224;

  private static final int SMALL_EDGE = 32;
  private static final int IMAGENET_CLASSES = 1000;
  private static final int START_BYTES = 1 << 12;

  /** Reads a file if it is one of weights alone. */
  static Optional<StateDictFile> read(Path file)
      throws InvalidModelException, WeightsException, IOException {
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    byte[] start = start(file);
    String name = " file " + file.getFileName();
    if (PytorchReader.recognises(start)) {
      PytorchTensors tensors = PytorchReader.read(file);
      return Optional.of(new StateDictFile("PyTorch" + name, tensors, tensors.notes()));
    }
    if (file.toString().endsWith(".safetensors")) {
      NamedTensors tensors = ModelDirectory.weights(file);
      return Optional.of(new StateDictFile("safetensors" + name, tensors, List.of()));
    }
    if (KerasReader.holdsWeightsAlone(file)) {
      NamedTensors tensors = KerasReader.tensors(file);
      if (KerasApplications.recognises(tensors)) {
        NamedTensors renamed = KerasApplications.huggingFace(tensors, file.toString());
        return Optional.of(new StateDictFile("Keras" + name, renamed, List.of()));
      }
    }
    return Optional.empty();
  }

  /** Returns the first kilobytes of a file. */
  static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(START_BYTES);
    }
  }

  /** Recognises the network of the weights, whose image has the usual size. */
  StateDictNetwork network(ImportOptions options, String where) throws WeightsException {
    int edge = options.crop().orElse(USUAL_EDGE);
    StateDictNetwork network = network(options, where, new ImageSize(edge, edge));
    if (options.crop().isEmpty() && isForImagesOfAnySize(network.configuration())) {
      throw new UnsupportedWeightsException(
          where
              + ": expected --crop PIXELS, because a ShuffleNetV2 for small images and one for"
              + " large ones have the same tensors");
    }
    return options.crop().isEmpty() && isForSmallImages(network.configuration())
        ? network(options, where, new ImageSize(SMALL_EDGE, SMALL_EDGE))
        : network;
  }

  /** Recognises the network of the weights. */
  StateDictNetwork network(ImportOptions options, String where, ImageSize image)
      throws WeightsException {
    StateDictNetwork network =
        StateDictNetwork.recognise(tensors, where, options.architecture(), image);
    List<String> all = new ArrayList<>(notes);
    all.addAll(network.notes());
    return new StateDictNetwork(network.configuration(), network.weights(), all);
  }

  /** Those of ImageNet's 1,000 classes are for large images. */
  private static boolean isForImagesOfAnySize(Configuration configuration) {
    return configuration instanceof ShuffleNetV2.Config
        && configuration.image().classes() != IMAGENET_CLASSES;
  }

  private static boolean isForSmallImages(Configuration configuration) {
    return configuration instanceof ResNetCifar.Config;
  }
}
