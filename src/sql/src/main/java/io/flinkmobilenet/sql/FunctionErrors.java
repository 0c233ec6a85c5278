package io.flinkmobilenet.sql;

import java.util.Arrays;
import org.apache.flink.table.api.TableRuntimeException;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.types.Row;

/**
 * What functions do with images that they cannot use: as the job parameter {@value #PARAMETER}
 * says.
 */
final class FunctionErrors {
  static final String PARAMETER = "mobilenet.on-error";

  private final OnError onError;

  private FunctionErrors(OnError onError) {
    this.onError = onError;
  }

  static FunctionErrors of(FunctionContext context) {
    String text = context.getJobParameter(PARAMETER, OnError.NULL.toString());
    return new FunctionErrors(
        Arrays.stream(OnError.values())
            .filter(value -> value.toString().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new TableRuntimeException(
                        PARAMETER + ": expected null, reason or fail, found '" + text + "'")));
  }

  /** Returns NULL. */
  <T> T value(ImageFailure failure) {
    requireTolerated(failure);
    return null;
  }

  /** Returns NULL, or a row whose last field is the reason. */
  Row row(ImageFailure failure, int fields) {
    requireTolerated(failure);
    if (onError == OnError.NULL) {
      return null;
    }
    Row row = new Row(fields);
    row.setField(fields - 1, failure.getMessage());
    return row;
  }

  private void requireTolerated(ImageFailure failure) {
    if (onError == OnError.FAIL) {
      throw new TableRuntimeException(failure.getMessage(), failure);
    }
  }
}
