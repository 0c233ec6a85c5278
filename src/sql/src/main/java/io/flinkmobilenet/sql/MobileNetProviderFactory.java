package io.flinkmobilenet.sql;

import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;

/**
 * Creates models of {@code CREATE MODEL … WITH ('provider' = 'mobilenet', 'model' = '…')}. Flink
 * finds it by its name in {@code META-INF/services}.
 */
public final class MobileNetProviderFactory implements ModelProviderFactory {
  @Override
  public String factoryIdentifier() {
    return "mobilenet";
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    FactoryUtil.ModelProviderFactoryHelper helper =
        FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validate();
    ReadableConfig options = helper.getOptions();
    OnError onError = options.get(ProviderOptions.ON_ERROR);
    int topK = options.get(ProviderOptions.TOP_K);
    if (topK < 1) {
      throw new ValidationException("'top-k': expected at least 1, found '" + topK + "'");
    }
    List<OutputColumn> columns = ModelSchema.columns(context.getCatalogModel(), onError);
    return new MobileNetProvider(EngineSettings.of(options), columns, onError, topK);
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return ProviderOptions.REQUIRED;
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return ProviderOptions.OPTIONAL;
  }
}
