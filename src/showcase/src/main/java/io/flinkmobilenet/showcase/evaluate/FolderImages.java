package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A folder with one sub-folder per class, named by the class's label or index. In torchvision this
 * is called an <a
 * href="https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.ImageFolder.html">
 * ImageFolder</a>.
 */
final class FolderImages implements LabelledImages {
  private final List<ImageFile> files;
  private final List<Integer> truths;

  private FolderImages(List<ImageFile> files, List<Integer> truths) {
    this.files = files;
    this.truths = truths;
  }

  /**
   * Finds the images in a folder.
   *
   * @param labels labels of the model
   * @param complaints receives one line for each link that leads out of the folder
   * @throws CommandFailure if there are none, or a sub-folder does not name a class
   */
  static FolderImages in(Path folder, List<String> labels, Consumer<String> complaints)
      throws CommandFailure, IOException {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage(
          folder + ": expected a folder with one sub-folder per class", null);
    }
    Map<String, Integer> classes = new HashMap<>();
    List<ImageFile> files = ImageFiles.find(List.of(folder), complaints);
    List<Integer> truths = new ArrayList<>();
    for (ImageFile file : files) {
      int end = file.name().indexOf('/');
      if (end < 0) {
        throw CommandFailure.usage(
            file.path() + ": expected it in a sub-folder named by its class", null);
      }
      String name = file.name().substring(0, end);
      Integer index = classes.get(name);
      if (index == null) {
        index = index(folder.resolve(name), name, labels);
        classes.put(name, index);
      }
      truths.add(index);
    }
    if (files.isEmpty()) {
      throw CommandFailure.usage(folder + ": expected sub-folders with images, found none", null);
    }
    return new FolderImages(files, truths);
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public String name(int index) {
    return files.get(index).path().toString();
  }

  /** Returns the path of an image in the folder, with slashes. */
  String key(int index) {
    return files.get(index).name();
  }

  /** Returns the index of an image's true class. */
  int truth(int index) {
    return truths.get(index);
  }

  @Override
  public Source source() {
    return index ->
        new LabelledImage(truths.get(index), files.get(index).read(ImageLimits.DEFAULT.maxBytes()));
  }

  /** Labels take precedence over indices, because labels may be numbers. */
  private static int index(Path folder, String name, List<String> labels) throws CommandFailure {
    int first = labels.indexOf(name);
    if (first >= 0 && first == labels.lastIndexOf(name)) {
      return first;
    }
    if (first < 0 && name.matches("\\d{1,9}") && Integer.parseInt(name) < labels.size()) {
      return Integer.parseInt(name);
    }
    throw CommandFailure.usage(
        "%s: expected the name of a class or its index from 0 to %d, found %s"
            .formatted(
                folder,
                labels.size() - 1,
                first < 0 ? "neither" : "a name that several classes have"),
        null);
  }
}
