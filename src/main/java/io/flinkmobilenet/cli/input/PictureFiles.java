package io.flinkmobilenet.cli.input;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Finds the files that a command line names. */
public final class PictureFiles {
  private PictureFiles() {}

  /**
   * The files in the order of the paths; those of a folder by name, sub-folders included. Hidden
   * files in folders are left out. A path that leads nowhere is kept: reading it says so.
   *
   * @throws IOException where a folder cannot be read
   */
  public static List<PictureFile> find(List<Path> paths) throws IOException {
    List<PictureFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else {
        files.add(new PictureFile(path, String.valueOf(path.getFileName())));
      }
    }
    return files;
  }

  private static List<PictureFile> inFolder(Path folder) throws IOException {
    Walk walk = new Walk(folder);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    walk.found.sort(Comparator.comparing(PictureFile::name));
    return walk.found;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<PictureFile> found = new ArrayList<>();

    Walk(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean skip = !directory.equals(folder) && hidden(directory);
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file)) {
        found.add(new PictureFile(file, name(file)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (file.equals(folder)) {
        throw failure;
      }
      // Kept, so that reading it reports what is wrong with it.
      found.add(new PictureFile(file, name(file)));
      return FileVisitResult.CONTINUE;
    }

    private String name(Path file) {
      return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
