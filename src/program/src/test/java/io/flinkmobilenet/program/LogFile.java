package io.flinkmobilenet.program;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Redirects everything that this JVM logs, from INFO on, to a file instead of the console. */
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

  /** Undoes the log levels that a command has set. */
  void hearAll() {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.INFO);
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  /** Restores the settings of the configuration file. */
  @Override
  public void close() {
    context().reconfigure();
    appender.stop();
  }
}
