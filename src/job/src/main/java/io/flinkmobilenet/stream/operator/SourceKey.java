package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.util.Arrays;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The key of an image's state: its source. Images without a source are spread by their content, so
 * that only images with the same bytes meet.
 */
public final class SourceKey implements KeySelector<PreparedImage, String> {
  private static final long serialVersionUID = 1;

  @Override
  public String getKey(PreparedImage image) {
    ImageRecord record = image.record();
    if (record.source() != null) {
      return "source " + record.source();
    }
    boolean absent =
        record.defect() != null
            || record.reference() != null && record.reference().content() == null;
    return "content " + (absent ? 0 : Arrays.hashCode(record.encodedImage()));
  }
}
