package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.RolloutAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a browser shows it. */
@Timeout(120)
class WatchPageITCase extends PageFixture {
  private static final String MARKUP =
      "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>&lt;b&gt;";
  private static final String LONG = "averyverylonglabelwithoutanyblank".repeat(8);

  @Test
  void saysThatThereIsNothingYet() {
    visit();
    assertThat(browser.find("#no-pictures").isDisplayed()).isTrue();
    assertThat(browser.find("#model").getText()).isEqualTo("–");
    assertThat(browser.find("#model-since").getText())
        .contains("no active model yet", "mobilenet model publish");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsImagesWithTheirClasses() {
    feed.swap("1");
    feed.run(10, 0.5);
    visit();
    browser.await("document.querySelectorAll('.tile img').length === 12");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.tile img')].every(i => i.naturalWidth === 320)"))
        .isEqualTo(true);
    assertThat(browser.all(".tile .mark")).hasSize(12);
    assertThat(browser.all(".tile .mark"))
        .extracting(WebElement::getText)
        .containsOnly("✓ right", "✗ wrong");
    assertThat(browser.find(".tile .guess").getText()).contains("90 %");
    assertThat(browser.find("#rate").getText()).isEqualTo("8");
    assertThat(browser.all(".chart .line")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsTheSwapWhenItHappens() throws IOException {
    feed.swap("1");
    feed.run(50, 0.6);
    visit();
    browser.await("document.getElementById('model').textContent === 'signs/1'");
    feed.swap("2");
    feed.run(45, 0.97);
    browser.await("document.getElementById('model').textContent === 'signs/2'");
    browser.await(
        "document.getElementById('notice').textContent.startsWith('signs/2 took over from signs/1')");
    browser.await("document.querySelectorAll('#accuracy-chart .swap').length === 2");
    assertThat(browser.find("#accuracy-chart svg").getDomAttribute("aria-label"))
        .contains("signs/1")
        .contains("signs/2");
    assertThat(browser.all("#models tr")).hasSize(2);
    assertThat(browser.complaints()).isEmpty();
    screenshot("watch.png");
  }

  @Test
  void showsTheVariantsOfADeployment() {
    feed.swap("1");
    visit();
    browser.await("document.getElementById('model').textContent === 'signs/1'");
    assertThat(browser.find("#deployment").isDisplayed()).isFalse();
    feed.state.requested(WatchEvents.deployment("berlin", 7, false));
    feed.deploy("berlin", 7, 10);
    browser.await("document.getElementById('model').textContent === 'berlin/7'");
    browser.await("document.querySelectorAll('#variants tr').length === 2");
    assertThat(browser.find("#deployment").isDisplayed()).isTrue();
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('#variants tr')].map(row =>"
                    + " [...row.children].map(cell => cell.textContent).join('|')"
                    + ".replaceAll('\\u00a0', ' '))"))
        .isEqualTo(
            List.of("allcanary|20|25 %|25 %|0 %|0 %|0 %", "allstable|60|75 %|75 %|0 %|0 %|100 %"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void marksDecisionsOnTheTimeAxis() throws IOException {
    feed.deploy("berlin", 7, 20);
    visit();
    browser.await("document.getElementById('model').textContent === 'berlin/7'");
    assertThat(browser.find("#decided").isDisplayed()).isFalse();
    feed.state.decision(
        WatchEvents.decision(
            1, RolloutAction.ADVANCE, 1, 250_000, "1000 images", feed.clock.instant()));
    feed.deploy("berlin", 7, 20);
    feed.state.decision(
        WatchEvents.decision(
            2, RolloutAction.ROLL_BACK, -1, 0, "unknown 9 of 50 " + MARKUP, feed.clock.instant()));
    feed.deploy("berlin", 7, 20);
    browser.await("document.querySelectorAll('#rate-chart .decision').length === 2");
    assertThat(
            browser.run("return document.querySelector('#rate-chart .decision title').textContent"))
        .asString()
        .startsWith("berlin/7: ADVANCE 25")
        .contains("step 1")
        .endsWith("1000 images");
    assertThat(browser.all("#decisions li")).hasSize(2);
    assertThat(browser.find("#decisions li").getText())
        .contains("ROLL_BACK 0", "berlin/7, step -1", "unknown 9 of 50 <img");
    assertThat(browser.run("return window.broken")).isNull();
    assertThat(browser.complaints()).isEmpty();
    browser.resize(1280, 1750, 1);
    browser.await("document.documentElement.clientHeight === 1750");
    screenshot("watch-deployment.png");
    browser.resize(390, 844, 2);
    browser.await("document.documentElement.clientWidth === 390");
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .isEqualTo(0L);
  }

  @Test
  void saysWhyLatencyIsHoursWhereImagesAreDatedByTheirFiles() {
    feed.swap("1");
    feed.run(3, 0.5);
    visit();
    assertThat(browser.find("#latency-about").getText()).isEqualTo("captured to predicted");
    for (int second = 0; second < 8; second++) {
      feed.state.prediction(
          WatchEvents.prediction("old-" + second, "1", feed.clock.instant(), 7_200_000, "stop"));
      feed.clock.advance(Duration.ofSeconds(1));
    }
    browser.await("document.getElementById('latency-about').textContent.includes('publish --now')");
  }

  @Test
  void takesTextsForTexts() {
    feed.run(5, 0.5);
    feed.say(MARKUP);
    visit();
    browser.await(
        "[...document.querySelectorAll('.guess span')].some(s => s.textContent.includes('onerror'))");
    browser.await("document.getElementById('rejections').textContent.includes('onerror')");
    assertThat(browser.find("#model").getText()).startsWith("signs/<img src=x");
    assertThat(browser.run("return window.broken")).isNull();
    assertThat(
            browser.run(
                "return [...document.images].every(i => new URL(i.src).origin === origin && !i.src.endsWith('/x'))"))
        .isEqualTo(true);
    assertThat(browser.run("return document.scripts.length")).isEqualTo(1L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void canBeUsedWithAKeyboard() throws IOException {
    feed.swap("1");
    feed.run(8, 0.8);
    visit();
    browser.await("document.querySelectorAll('.tile img').length === 12");
    browser.press(Keys.TAB);
    assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
    browser.press(Keys.ENTER);
    browser.press(Keys.TAB);
    assertThat(browser.run("return document.activeElement.className")).asString().contains("tile");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(
            browser.run("return document.activeElement === document.querySelectorAll('.tile')[1]"))
        .isEqualTo(true);
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    browser.press(Keys.ENTER);
    browser.await("document.getElementById('detail').open");
    assertThat(browser.find("#detail-facts").getText()).contains("signs/1").contains("frame-");
    assertThat(browser.all("#detail-classes li")).hasSize(3);
    screenshot("watch-detail.png");
    // The focus is on the dialog's close button and returns to the previous element afterwards.
    browser.press(Keys.ENTER);
    browser.await("!document.getElementById('detail').open");
    browser.press(Keys.ENTER);
    browser.await("document.getElementById('detail').open");
    browser.press(Keys.ESCAPE);
    browser.await("!document.getElementById('detail').open");
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", " "})
  void pausesAndGoesOn(String key) {
    feed.swap("1");
    feed.run(8, 0.8);
    visit();
    browser.await("document.getElementById('model').textContent === 'signs/1'");
    browser.press(key);
    browser.await("document.getElementById('link').textContent.includes('Paused')");
    feed.swap("2");
    String predicted = browser.find("#predicted").getText();
    feed.run(2, 0.8);
    browser.await("document.getElementById('pause').textContent.includes('Resume')");
    assertThat(browser.find("#predicted").getText()).isEqualTo(predicted);
    assertThat(browser.find("#model").getText()).isEqualTo("signs/1");
    browser.press(key);
    browser.await("document.getElementById('model').textContent === 'signs/2'");
  }

  @Test
  void saysThatTheConnectionIsLostAndTakesItUpAgain() throws CommandFailure {
    feed.swap("1");
    visit();
    int port = server.address().getPort();
    server.close();
    browser.await("document.getElementById('link').dataset.state === 'lost'");
    assertThat(browser.find("#link").getText()).contains("Connection lost");
    server = serve(port);
    browser.await("document.getElementById('link').dataset.state === 'live'");
  }

  @Test
  void namesWhatCanBePressedAndIsDarkWhereThatIsLiked() throws IOException {
    feed.swap("1");
    feed.run(60, 0.7);
    feed.swap("2");
    feed.run(30, 0.98);
    feed.state.rejected(
        WatchEvents.rejection("frame-77", Instant.now(), "expected 9000 bytes, found 12"));
    browser.prefer("prefers-color-scheme", "dark");
    visit();
    browser.await("document.querySelectorAll('.tile img').length === 12");
    assertThat(browser.run("return [...document.images].every(i => i.hasAttribute('alt'))"))
        .isEqualTo(true);
    assertThat(browser.all("header button, main button, a, [role=img]"))
        .allSatisfy(element -> assertThat(element.getAccessibleName()).isNotBlank());
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(18, 21, 23)");
    screenshot("watch-dark.png");
    browser.resize(1280, 1750, 1);
    browser.await("document.documentElement.clientHeight === 1750");
    screenshot("watch-whole.png");
    browser.resize(390, 844, 2);
    browser.prefer("prefers-color-scheme", "light");
    screenshot("watch-phone.png");
  }

  /** Saves a screenshot for inspection and for the README. */
  private static void screenshot(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(folder.resolve(name), browser.screenshot());
  }
}
