package io.flinkmobilenet.event.format;

/** Thrown if a schema registry did not give a usable answer within the deadline; names its URL. */
public final class SchemaRegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }

  static SchemaRegistryException of(RegistrySettings settings, String message, Throwable cause) {
    return new SchemaRegistryException(
        "schema registry " + settings.name() + ": " + message, cause);
  }
}
