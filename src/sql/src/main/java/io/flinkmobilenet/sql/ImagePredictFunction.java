package io.flinkmobilenet.sql;

import io.flinkmobilenet.network.ClassScore;
import java.util.Collection;
import java.util.List;
import org.apache.flink.table.api.TableRuntimeException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.PredictFunction;

/**
 * Classifies the image of each row: one row of output per row of input. It is public because the
 * code that Flink generates calls it.
 */
public final class ImagePredictFunction extends PredictFunction {
  private static final long serialVersionUID = 1;

  private final EngineSettings settings;
  private final OutputColumn[] columns;
  private final OnError onError;
  private final int topK;
  private transient ImageEngine engine;

  ImagePredictFunction(
      EngineSettings settings, List<OutputColumn> columns, OnError onError, int topK) {
    this.settings = settings;
    this.columns = columns.toArray(OutputColumn[]::new);
    this.onError = onError;
    this.topK = topK;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    engine = new ImageEngine(settings);
  }

  @Override
  public Collection<RowData> predict(RowData row) {
    if (row.isNullAt(0)) {
      return List.of(failed("EMPTY_IMAGE: expected an image, found NULL"));
    }
    try {
      engine.run(row.getBinary(0));
      return List.of(classified());
    } catch (ImageFailure e) {
      if (onError == OnError.FAIL) {
        throw new TableRuntimeException(e.getMessage(), e);
      }
      return List.of(failed(e.getMessage()));
    }
  }

  private RowData classified() {
    List<ClassScore> best = engine.best(topK);
    GenericRowData output = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      output.setField(i, columns[i].value(engine, best));
    }
    return output;
  }

  private RowData failed(String reason) {
    GenericRowData output = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      output.setField(i, columns[i] == OutputColumn.REASON ? StringData.fromString(reason) : null);
    }
    return output;
  }

  /** A file may be replaced by another model, unless its digest is given. */
  @Override
  public boolean isDeterministic() {
    return settings.deterministic();
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
