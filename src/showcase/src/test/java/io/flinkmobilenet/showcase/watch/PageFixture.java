package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The page of a feed of events, and one browser that shows it in all tests of a class. */
abstract class PageFixture {
  @TempDir static Path profile;
  static Browser browser;

  final Feed feed = new Feed();
  PageServer server;

  @BeforeAll
  static void open() {
    browser = Browser.open(profile);
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws CommandFailure {
    server = serve(0);
    browser.resize(1280, 1000, 1);
    browser.complaints();
  }

  @AfterEach
  void stop() {
    // Done before the server stops, because otherwise the page's errors would appear in the next
    // test.
    browser.visit(URI.create("about:blank"));
    server.close();
  }

  PageServer serve(int port) throws CommandFailure {
    return PageServer.start("127.0.0.1", port, feed::snapshot, feed.state::file);
  }

  void visit() {
    URI address = server.address();
    browser.visit(address);
    browser.await("document.getElementById('link').dataset.state === 'live'");
  }
}
