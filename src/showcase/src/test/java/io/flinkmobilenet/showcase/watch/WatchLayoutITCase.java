package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of the page: positions and completeness of its elements. */
@Timeout(120)
class WatchLayoutITCase extends PageFixture {
  private static final String LONG = "averyverylonglabelwithoutanyblank".repeat(8);

  @Test
  void labelsOfSwapsDoNotLieOverEachOther() {
    for (int version = 1; version <= 6; version++) {
      feed.swap("" + version);
      feed.run(2, 0.6);
    }
    visit();
    browser.await("document.querySelectorAll('#accuracy-chart .swap').length === 6");
    assertThat(
            browser.run(
                """
                const boxes = [...document.querySelectorAll('#accuracy-chart .mark-label')]
                    .map(label => label.getBoundingClientRect());
                const apart = boxes.every((box, i) => boxes.slice(i + 1)
                    .every(other => box.right < other.left || other.right < box.left));
                return boxes.length > 0 && boxes.length < 6 && apart;
                """))
        .isEqualTo(true);
    // The latest swap has a label, the others a tooltip on their line.
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('#accuracy-chart .mark-label')].at(-1).textContent"))
        .isEqualTo("signs/6");
    assertThat(
            browser.run("return document.querySelector('#accuracy-chart .swap title').textContent"))
        .asString()
        .startsWith("signs/1 since ");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aTileComesWithItsImage() throws Exception {
    feed.swap("1");
    feed.run(10, 0.5);
    // Tiles are empty while the images are being loaded.
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    server.close();
    server =
        PageServer.start(
            "127.0.0.1",
            0,
            feed::snapshot,
            sequence -> {
              asked.countDown();
              await(sent);
              return feed.state.file(sequence);
            });
    visit();
    await(asked);
    feed.run(5, 0.5);
    assertThat(browser.all(".gallery li")).isEmpty();
    assertThat(browser.find("#no-pictures").isDisplayed()).isTrue();
    sent.countDown();
    browser.await("document.querySelectorAll('.tile img').length === 12");
    assertThat(browser.all(".gallery li")).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 320})
  void theButtonStaysInTheLineOfTheTitleOnATelephone(int width) {
    feed.swap("1");
    browser.resize(width, 844, 2);
    visit();
    String inLine =
        """
        const title = document.querySelector('h1').getBoundingClientRect();
        const button = document.getElementById('pause').getBoundingClientRect();
        return button.top < title.bottom && title.top < button.bottom && button.height < 45
            && button.right <= innerWidth && button.left >= title.right;
        """;
    assertThat(browser.run(inLine)).isEqualTo(true);
    browser.find("#pause").click();
    browser.await("document.getElementById('pause').textContent.includes('Resume')");
    assertThat(browser.run(inLine)).isEqualTo(true);
    server.close();
    browser.await("document.getElementById('link').dataset.state === 'lost'");
    assertThat(browser.run(inLine)).isEqualTo(true);
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({"390, 844", "320, 568", "768, 1024", "1920, 1080"})
  void fitsTheScreen(int width, int height) {
    feed.swap("1");
    feed.run(8, 0.8);
    feed.say(LONG);
    browser.resize(width, height, 1);
    visit();
    browser.await("document.querySelectorAll('.tile img').length === 12");
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .isEqualTo(0L);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
