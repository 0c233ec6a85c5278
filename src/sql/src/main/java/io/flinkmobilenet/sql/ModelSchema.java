package io.flinkmobilenet.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Checks the columns that a model is declared with. */
final class ModelSchema {
  private static final DataType CLASSES =
      DataTypes.ARRAY(
          DataTypes.ROW(
              DataTypes.FIELD("label", DataTypes.STRING()),
              DataTypes.FIELD("probability", DataTypes.FLOAT())));

  private ModelSchema() {}

  /**
   * Returns the output columns of a model, in their order.
   *
   * @throws ValidationException if the input is not one column of bytes, or an output column is
   *     none that the network has
   */
  static List<OutputColumn> columns(ResolvedCatalogModel model, OnError onError) {
    requireImage(model.getResolvedInputSchema().getColumns());
    List<OutputColumn> columns = new ArrayList<>();
    for (Column column : model.getResolvedOutputSchema().getColumns()) {
      OutputColumn found = column(column);
      requireNullable(column, onError);
      columns.add(found);
    }
    boolean reason = columns.contains(OutputColumn.REASON);
    if (columns.isEmpty() || reason && columns.size() == 1) {
      throw new ValidationException("OUTPUT: expected " + known() + ", found none of them");
    }
    if (reason != (onError == OnError.REASON)) {
      throw new ValidationException(
          reason
              ? "OUTPUT column reason: expected 'on-error' = 'reason', found '" + onError + "'"
              : "'on-error' = 'reason': expected an OUTPUT column reason STRING, found none");
    }
    return List.copyOf(columns);
  }

  private static void requireImage(List<Column> input) {
    boolean bytes =
        input.size() == 1
            && input.get(0).getDataType().getLogicalType().is(LogicalTypeFamily.BINARY_STRING);
    if (!bytes) {
      throw new ValidationException(
          "INPUT: expected one column of BYTES, found "
              + input.stream().map(ModelSchema::declared).collect(Collectors.joining(", ")));
    }
  }

  private static OutputColumn column(Column column) {
    return Arrays.stream(OutputColumn.values())
        .filter(known -> known.title().equals(column.getName()))
        .filter(known -> hasType(known, column.getDataType()))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationException(
                    "OUTPUT: expected %s, found %s".formatted(known(), declared(column))));
  }

  private static boolean hasType(OutputColumn column, DataType declared) {
    LogicalType type = declared.getLogicalType().copy(true);
    return switch (column) {
      case LABEL, REASON -> type.is(LogicalTypeRoot.VARCHAR);
      case PROBABILITY -> type.is(LogicalTypeRoot.FLOAT);
      case PROBABILITY_DOUBLE -> type.is(LogicalTypeRoot.DOUBLE);
      case CLASSES -> type.equals(CLASSES.getLogicalType());
      case EMBEDDING ->
          type.is(LogicalTypeRoot.ARRAY) && type.getChildren().get(0).is(LogicalTypeRoot.FLOAT);
    };
  }

  private static void requireNullable(Column column, OnError onError) {
    if (onError != OnError.FAIL && !column.getDataType().getLogicalType().isNullable()) {
      throw new ValidationException(
          "OUTPUT column %s: expected a type without NOT NULL, because 'on-error' = '%s' gives NULL"
              .formatted(column.getName(), onError));
    }
  }

  private static String declared(Column column) {
    return column.getName() + " " + column.getDataType().getLogicalType().asSummaryString();
  }

  private static String known() {
    return "columns of "
        + Arrays.stream(OutputColumn.values())
            .map(column -> column.title() + " " + column.type())
            .collect(Collectors.joining(", "));
  }
}
