package io.flinkmobilenet.sql;

import java.util.List;
import org.apache.flink.table.functions.PredictFunction;
import org.apache.flink.table.ml.ModelProvider;
import org.apache.flink.table.ml.PredictRuntimeProvider;

/** Provides the function that {@code ML_PREDICT} calls. */
final class MobileNetProvider implements PredictRuntimeProvider {
  private final EngineSettings settings;
  private final List<OutputColumn> columns;
  private final OnError onError;
  private final int topK;

  MobileNetProvider(
      EngineSettings settings, List<OutputColumn> columns, OnError onError, int topK) {
    this.settings = settings;
    this.columns = columns;
    this.onError = onError;
    this.topK = topK;
  }

  @Override
  public PredictFunction createPredictFunction(Context context) {
    return new ImagePredictFunction(settings, columns, onError, topK);
  }

  @Override
  public ModelProvider copy() {
    return new MobileNetProvider(settings, columns, onError, topK);
  }
}
