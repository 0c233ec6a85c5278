package io.flinkmobilenet.kafka;

/**
 * Thrown if Kafka cannot be reached or lacks something that is needed, such as a topic or a right,
 * or if the settings of the clients cannot be used. The message is one line for the user.
 */
public final class KafkaNotReadyException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean settingsWrong;

  /** Creates the failure of a service. */
  public KafkaNotReadyException(String message) {
    this(message, null);
  }

  /** Creates the failure of a service. */
  public KafkaNotReadyException(String message, Throwable cause) {
    this(message, cause, false);
  }

  KafkaNotReadyException(String message, Throwable cause, boolean settingsWrong) {
    super(message, cause);
    this.settingsWrong = settingsWrong;
  }

  /** Whether the settings that the user gave are wrong, as opposed to the service. */
  public boolean areSettingsWrong() {
    return settingsWrong;
  }
}
