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
import java.util.function.Consumer;

/** Finds the files that a command line names. */
public final class ImageFiles {
  private ImageFiles() {}

  /**
   * The files in the order of the paths; those of a folder by name, sub-folders included. Hidden
   * files in folders are left out, and so are links that lead out of the folder. A path that leads
   * nowhere is kept: reading it says so.
   *
   * @param complaints takes one line for each link that is left out, and for each device or pipe
   * @throws IOException where a folder cannot be read
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
      boolean skip = !directory.equals(folder) && (hidden(directory) || leadsOut(directory));
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (hidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        complaints.accept(file + ": skipped, a link that leads nowhere");
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
      // Kept, so that reading it reports what is wrong with it.
      found.add(new ImageFile(file, name(file), false));
      return FileVisitResult.CONTINUE;
    }

    /** Whoever may put a link into the folder need not be allowed to read what it leads to. */
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

    private String name(Path file) {
      return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
