package io.flinkmobilenet.showcase.watch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium installed on this machine, with its own profile. Tests that need it are
 * skipped if there is none; nothing is ever downloaded.
 */
final class Browser implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Kept in a field, because loggers without references lose their level. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts the browser with an empty folder for its profile. */
  static Browser open(Path profile) {
    Path chromium = require("chromium", "chromium-browser", "google-chrome");
    Path chromedriver = require("chromedriver");
    // Its warnings concern a protocol version that is not used here.
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .withEnvironment(Map.of("HOME", profile.toString()))
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  void visit(URI address) {
    driver.get(address.toString());
  }

  /** Sets the size of the screen in CSS pixels. */
  void resize(int width, int height, double pixelRatio) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", pixelRatio, "mobile", false));
  }

  /** Emulates a user's preference: {@code prefers-color-scheme: dark}. */
  void prefer(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Runs a script and returns its result. */
  Object run(String script) {
    return driver.executeScript(script);
  }

  /** Waits until a condition holds in the page. */
  void await(String condition) {
    await(DEADLINE, condition);
  }

  /** Waits until a condition holds in the page, up to the given deadline. */
  void await(Duration deadline, String condition) {
    driver.manage().timeouts().scriptTimeout(deadline);
    try {
      driver.executeAsyncScript(
          """
          const done = arguments[0];
          const look = () => (%s) ? done() : setTimeout(look, 50);
          look();
          """
              .formatted(condition));
    } catch (ScriptTimeoutException e) {
      throw new AssertionError("not within " + deadline.toSeconds() + " s: " + condition, e);
    }
  }

  /** Presses keys in the element that has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Errors and warnings of the console since the last call. */
  List<LogEntry> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Path require(String... names) {
    Optional<Path> found = Stream.of(names).flatMap(Browser::onPath).findFirst();
    assumeTrue(found.isPresent(), "no browser to look at the page: absent: " + names[0]);
    return found.orElseThrow();
  }

  private static Stream<Path> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path + File.pathSeparator + "/usr/bin")
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }
}
