package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Background;
import io.flinkmobilenet.program.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as seen on the page from its first image to its last. */
@Timeout(300)
class DemoPageITCase {
  private static final Pattern PAGE = Pattern.compile("\"page\":\"(http[^\"]+)\"");
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  @TempDir private Path profile;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsABetterModelTakeOver() throws Exception {
    try (Browser browser = Browser.open(profile)) {
      CompletableFuture<Integer> demo =
          CompletableFuture.supplyAsync(this::demo, Background.THREADS);
      browser.resize(1180, 985, 0.8);
      browser.visit(page(demo));
      browser.await(DEADLINE, "document.getElementById('model').textContent === 'roadsigns/1'");
      browser.await(DEADLINE, "document.querySelectorAll('.tile img').length === 12");
      browser.await(DEADLINE, "document.getElementById('model').textContent === 'roadsigns/2'");
      browser.await(
          DEADLINE,
          "document.getElementById('notice').textContent.startsWith('roadsigns/2 took over')");
      browser.await(DEADLINE, accuracyOf(2) + " > " + accuracyOf(1));
      // Long enough after the swap for a screenshot that shows both models.
      browser.await(DEADLINE, imagesOf(2) + " > 200");
      Path folder = Files.createDirectories(Path.of("target", "screenshots"));
      Files.write(folder.resolve("demo.png"), browser.screenshot());
      assertThat(browser.complaints()).isEmpty();
      browser.visit(URI.create("about:blank"));
      assertThat(demo.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as(err.toString()).isZero();
    }
  }

  private int demo() {
    return Main.run(
        new PrintWriter(out),
        new PrintWriter(err),
        "demo",
        "--for=60s",
        "--swap-after=20s",
        "--port=0",
        "--format=json");
  }

  private URI page(CompletableFuture<Integer> demo) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Matcher told = PAGE.matcher(out.toString());
      if (told.find()) {
        return URI.create(told.group(1));
      }
      assertThat(demo).as(err.toString()).isNotDone();
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static String accuracyOf(int row) {
    return numberIn(row, 4);
  }

  private static String imagesOf(int row) {
    return numberIn(row, 2);
  }

  private static String numberIn(int row, int column) {
    return """
        Number.parseFloat(document
            .querySelector('#models tr:nth-child(%d) > :nth-child(%d)')?.textContent.replace(',', ''))"""
        .formatted(row, column);
  }
}
