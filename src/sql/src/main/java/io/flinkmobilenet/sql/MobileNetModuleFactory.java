package io.flinkmobilenet.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** Creates the module of {@code LOAD MODULE mobilenet}. */
public final class MobileNetModuleFactory implements ModuleFactory {
  @Override
  public String factoryIdentifier() {
    return "mobilenet";
  }

  @Override
  public Module createModule(Context context) {
    return new MobileNetModule();
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }
}
