package io.flinkmobilenet.sql;

import static org.apache.flink.table.types.inference.InputTypeStrategies.LITERAL;
import static org.apache.flink.table.types.inference.InputTypeStrategies.and;
import static org.apache.flink.table.types.inference.InputTypeStrategies.logical;
import static org.apache.flink.table.types.inference.InputTypeStrategies.or;
import static org.apache.flink.table.types.inference.InputTypeStrategies.sequence;

import io.flinkmobilenet.network.ClassScore;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.TableRuntimeException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.ArgumentTypeStrategy;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.types.Row;

/**
 * {@code CLASSIFY(image, model[, digest])}: the most probable class. The digest of the model is an
 * argument, unless the model is part of this jar, so that the function is deterministic. Model and
 * digest are literals, so that data cannot name files.
 */
public final class ClassifyFunction extends ScalarFunction {
  private static final long serialVersionUID = 1;
  private static final int FIELDS = 3;

  private transient Map<String, ImageEngine> engines;
  private transient FunctionErrors errors;

  @Override
  public TypeInference getTypeInference(DataTypeFactory factory) {
    ArgumentTypeStrategy image = logical(LogicalTypeFamily.BINARY_STRING);
    ArgumentTypeStrategy text = and(LITERAL, logical(LogicalTypeFamily.CHARACTER_STRING));
    return TypeInference.newBuilder()
        .inputTypeStrategy(or(sequence(image, text), sequence(image, text, text)))
        .outputTypeStrategy(
            TypeStrategies.explicit(
                DataTypes.ROW(
                    DataTypes.FIELD("label", DataTypes.STRING()),
                    DataTypes.FIELD("probability", DataTypes.FLOAT()),
                    DataTypes.FIELD("reason", DataTypes.STRING()))))
        .build();
  }

  @Override
  public void open(FunctionContext context) {
    engines = new HashMap<>();
    errors = FunctionErrors.of(context);
  }

  /** Classifies with a model of this jar. */
  public Row eval(byte[] image, String model) {
    if (!ModelLocation.isBundled(model)) {
      throw new TableRuntimeException(
          "CLASSIFY: expected CLASSIFY(image, model, digest), found no digest for the model "
              + model);
    }
    return eval(image, model, null);
  }

  /**
   * Returns label and probability of the most probable class, and why there is none.
   *
   * @param image an encoded image; may be null
   * @param model URI of the model
   * @param digest SHA-256 of the model
   */
  public Row eval(byte[] image, String model, String digest) {
    if (image == null) {
      return null;
    }
    ImageEngine engine = engines.computeIfAbsent(model + " " + digest, key -> open(model, digest));
    try {
      engine.run(image);
      ClassScore best = engine.best(1).get(0);
      return Row.of(engine.label(best), best.probability(), null);
    } catch (ImageFailure e) {
      return errors.row(e, FIELDS);
    }
  }

  private static ImageEngine open(String model, String digest) {
    try {
      return new ImageEngine(EngineSettings.of(model, digest));
    } catch (Exception e) {
      throw new TableRuntimeException(e.getMessage(), e);
    }
  }

  @Override
  public boolean isDeterministic() {
    return true;
  }

  @Override
  public void close() {
    if (engines != null) {
      engines.values().forEach(ImageEngine::close);
      engines = null;
    }
  }
}
