package io.flinkmobilenet.event.format;

/**
 * Names of CloudEvents and of their form in Kafka.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding 1.0.2</a>
 */
final class CloudEventNames {
  static final String PREFIX = "ce_";
  static final String CONTENT_TYPE = "content-type";
  static final String STRUCTURED = "application/cloudevents";
  static final String STRUCTURED_JSON = "application/cloudevents+json";
  static final String JSON = "application/json";
  static final String VERSION_1_0 = "1.0";
  static final String SPEC_VERSION = "specversion";
  static final String ID = "id";
  static final String SOURCE = "source";
  static final String TYPE = "type";
  static final String TIME = "time";
  static final String DATA_CONTENT_TYPE = "datacontenttype";
  static final String DATA_SCHEMA = "dataschema";
  static final String SUBJECT = "subject";
  static final String DATA = "data";
  static final String DATA_BASE64 = "data_base64";

  private CloudEventNames() {}
}
