package io.flinkmobilenet.cli.input;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
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
import java.util.function.Consumer;

/** Finds the files that are named on a command line. */
public final class ImageFiles {
  private ImageFiles() {}

  /**
   * Returns the files in the order of the paths; those of a folder and its sub-folders sorted by
   * name. Hidden files in folders are left out, and so are links that lead out of the folder, to a
   * folder above them, or to another folder of the tree, which is read anyway. A path that does not
   * exist is kept, so that reading it reports the error.
   *
   * @param complaints receives one line for each link that is left out, and for each device or pipe
   * @throws IOException if a folder cannot be read
   */
  public static List<ImageFile> find(List<Path> paths, Consumer<String> complaints)
      throws IOException {
    List<ImageFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path, complaints));
      } else {
        files.add(new ImageFile(path, String.valueOf(path.getFileName()), true));
      }
    }
    return files;
  }

  private static List<ImageFile> inFolder(Path folder, Consumer<String> complaints)
      throws IOException {
    Walk walk = new Walk(folder, complaints);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    walk.found.sort(Comparator.comparing(ImageFile::name));
    return walk.found;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path realFolder;
    private final Consumer<String> complaints;
    private final List<ImageFile> found = new ArrayList<>();

    Walk(Path folder, Consumer<String> complaints) throws IOException {
      this.folder = folder;
      this.realFolder = folder.toRealPath();
      this.complaints = complaints;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      boolean skip =
          !directory.equals(folder)
              && (hidden(directory) || leadsOut(directory) || repeats(directory));
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (hidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        complaints.accept(file + ": skipped, a link to a file that does not exist");
      } else if (!attributes.isRegularFile()) {
        complaints.accept(file + ": skipped, neither a file nor a folder");
      } else if (!leadsOut(file)) {
        found.add(new ImageFile(file, name(file), false));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (file.equals(folder)) {
        throw failure;
      }
      if (failure instanceof FileSystemLoopException) {
        complaints.accept(file + ": skipped, a link to a folder that it is in");
        return FileVisitResult.CONTINUE;
      }
      // Kept, so that reading it reports the error.
      found.add(new ImageFile(file, name(file), false));
      return FileVisitResult.CONTINUE;
    }

    /**
     * Links out of the folder are not followed: somebody who may add a link to the folder need not
     * have the right to read its target.
     */
    private boolean leadsOut(Path path) throws IOException {
      if (!Files.isSymbolicLink(path)) {
        return false;
      }
      Path target = path.toRealPath();
      if (target.startsWith(realFolder)) {
        return false;
      }
      complaints.accept("%s: skipped, a link to %s, outside of %s".formatted(path, target, folder));
      return true;
    }

    /**
     * A link to another folder of the same tree is not followed, because each of its images would
     * be found twice. Hidden folders are followed: their images are found in no other way.
     */
    private boolean repeats(Path directory) throws IOException {
      if (!Files.isSymbolicLink(directory)) {
        return false;
      }
      Path target = directory.toRealPath();
      for (Path element : realFolder.relativize(target)) {
        if (hidden(element)) {
          return false;
        }
      }
      complaints.accept(
          "%s: skipped, a link to %s, which is read as a part of %s"
              .formatted(directory, target, folder));
      return true;
    }

    private String name(Path file) {
      return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
