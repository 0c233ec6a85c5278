package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts from events never become markup, and nothing is loaded from other servers. */
class AssetTest {
  private static final Pattern MARKUP_FROM_TEXT =
      Pattern.compile(
          "(inner|outer)HTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|DOMParser"
              + "|createContextualFragment|srcdoc|javascript:");

  private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script>");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?:)?//[a-z][^\"\\s]*");

  private final Map<String, String> texts =
      Asset.all().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  entry -> new String(entry.getValue().bytes(), StandardCharsets.UTF_8)));

  @Test
  void textsNeverBecomeMarkup() {
    texts.forEach(
        (path, text) -> assertThat(text).as(path).doesNotContainPattern(MARKUP_FROM_TEXT));
  }

  @Test
  void nothingIsInline() {
    assertThat(texts.get("/")).doesNotContainPattern(INLINE);
  }

  @Test
  void nothingComesFromElsewhere() {
    TreeSet<String> addresses = new TreeSet<>();
    texts.values().stream()
        .flatMap(text -> ELSEWHERE.matcher(text).results())
        .forEach(match -> addresses.add(match.group()));
    // This is the name of a format and is never fetched.
    assertThat(addresses).containsExactly("http://www.w3.org/2000/svg");
  }

  @Test
  void everyFileThatIsNamedIsThere() {
    texts.forEach(
        (path, text) ->
            Pattern.compile("(?:from \"\\./|src=\"|href=\")([a-z]+\\.[a-z]+)\"")
                .matcher(text)
                .results()
                .forEach(match -> assertThat(texts).as(path).containsKey("/" + match.group(1))));
  }
}
