package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder that fills. A file is complete when its length and its time have not changed from one
 * look to the next. What is remembered of files that have left the folder is forgotten.
 */
final class FollowedFolder {
  /** Time between two looks. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int MOST_FILES = 1_000_000;

  private final Path folder;
  private final Path list;
  private final Map<String, String> before = new HashMap<>();
  private final Set<String> sent = new HashSet<>();
  private final List<String> sending = new ArrayList<>();

  /**
   * A file as it was at a look.
   *
   * @param state its length, its time and its name
   */
  record Seen(ImageFile file, String state) {}

  private FollowedFolder(Path folder, Path list) {
    this.folder = folder;
    this.list = list;
  }

  /**
   * Begins to follow a folder.
   *
   * @param list names of the files that were sent before; null for none
   */
  static FollowedFolder open(Path folder, Path list) throws IOException, CommandFailure {
    FollowedFolder followed = new FollowedFolder(folder, list);
    if (list != null && Files.exists(list)) {
      followed.sent.addAll(Files.readAllLines(list, StandardCharsets.UTF_8));
      requireFew(followed.sent.size());
    }
    return followed;
  }

  /** Looks at the folder and returns the complete files that were not sent yet, by name. */
  List<Seen> complete() throws IOException, CommandFailure {
    List<ImageFile> files = ImageFiles.find(List.of(folder), complaint -> {});
    requireFew(files.size());
    Map<String, String> now = new HashMap<>();
    List<Seen> complete = new ArrayList<>();
    for (ImageFile file : files) {
      String state = state(file);
      if (state != null) {
        now.put(file.name(), state);
        if (state.equals(before.get(file.name())) && !sent.contains(state)) {
          complete.add(new Seen(file, state));
        }
      }
    }
    before.clear();
    before.putAll(now);
    sent.retainAll(Set.copyOf(now.values()));
    return complete;
  }

  private static void requireFew(int files) throws CommandFailure {
    if (files > MOST_FILES) {
      throw CommandFailure.usage(
          "--follow: expected at most %d files in the folder, found %d"
              .formatted(MOST_FILES, files),
          null);
    }
  }

  /** Returns null for a file that has gone, or whose name is not one line. */
  private static String state(ImageFile file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return file.name().lines().count() > 1
          ? null
          : attributes.size() + " " + attributes.lastModifiedTime().toMillis() + " " + file.name();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Says that a file was passed to Kafka. */
  void sending(Seen file) {
    sending.add(file.state());
  }

  /** Says that Kafka has acknowledged all files that were passed to it. */
  void sent() throws IOException {
    sent.addAll(sending);
    if (list != null && !sending.isEmpty()) {
      Files.write(
          list,
          sending,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    sending.clear();
  }
}
