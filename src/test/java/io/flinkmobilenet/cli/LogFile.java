package io.flinkmobilenet.cli;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Everything that this JVM logs, from INFO on, in a file instead of on the console. */
record LogFile(FileAppender appender) implements AutoCloseable {
  static LogFile open(Path file) {
    PatternLayout layout = PatternLayout.newBuilder().withPattern("%p %c %m%n%ex").build();
    FileAppender appender =
        FileAppender.newBuilder()
            .setName("all")
            .setLayout(layout)
            .withFileName(file.toString())
            .build();
    appender.start();
    LoggerConfig root = context().getConfiguration().getRootLogger();
    root.getAppenders().keySet().forEach(root::removeAppender);
    root.addAppender(appender, Level.INFO, null);
    LogFile log = new LogFile(appender);
    log.hearAll();
    return log;
  }

  /** Commands choose what is logged for themselves; this undoes it. */
  void hearAll() {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.INFO);
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  /** Back to what the configuration's file says. */
  @Override
  public void close() {
    context().reconfigure();
    appender.stop();
  }
}
