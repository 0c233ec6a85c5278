package io.flinkmobilenet.protocol;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Name and version of a model. Ordered by name, then version.
 *
 * @param name 1 to 100 of {@code A-Z a-z 0-9 . _ -}
 * @param version as {@code name}
 */
public record ModelKey(String name, String version) implements Comparable<ModelKey> {
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Comparator<ModelKey> ORDER =
      Comparator.comparing(ModelKey::name).thenComparing(ModelKey::version);

  /** Checks the syntax of name and version. */
  public ModelKey {
    check("name", name);
    check("version", version);
  }

  private static void check(String what, String text) {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "model "
              + what
              + ": expected 1 to 100 of A-Z a-z 0-9 . _ -, found '"
              + (text.length() > 100 ? text.substring(0, 100) + "…" : text)
              + "'");
    }
  }

  @Override
  public int compareTo(ModelKey other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code name/version}. */
  @Override
  public String toString() {
    return name + "/" + version;
  }

  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelKey that && name.equals(that.name) && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + version.hashCode();
  }
}
