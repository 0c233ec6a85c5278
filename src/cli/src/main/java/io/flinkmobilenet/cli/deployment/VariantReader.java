package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the variants of a route. */
final class VariantReader {
  private static final List<String> NAMES = List.of("stable", "canary");

  private VariantReader() {}

  /**
   * Reads the variants. One of them may lack its share and gets what the others leave.
   *
   * @param canary share of the second variant if it names none
   */
  static List<Variant> read(YamlValue variants, OptionalInt canary) {
    List<YamlValue> values = variants.list("a list of variants");
    List<OptionalInt> shares = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      OptionalInt share = share(values.get(i));
      shares.add(share.isEmpty() && i == 1 ? canary : share);
    }
    List<Variant> read = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      int share = shares.get(i).isPresent() ? shares.get(i).getAsInt() : rest(variants, shares);
      read.add(read(values.get(i), i, share));
    }
    return read;
  }

  private static YamlFields fields(YamlValue value) {
    return YamlFields.of(value, "name", "share", "model", "cascade");
  }

  private static OptionalInt share(YamlValue value) {
    return fields(value)
        .optional("share")
        .map(share -> OptionalInt.of(Percentage.share(share)))
        .orElse(OptionalInt.empty());
  }

  private static int rest(YamlValue variants, List<OptionalInt> shares) {
    if (shares.stream().filter(OptionalInt::isEmpty).count() > 1) {
      throw variants.refusal("a share of each variant but one", "more without");
    }
    long others = shares.stream().mapToLong(share -> share.orElse(0)).sum();
    if (others > Share.WHOLE) {
      throw variants.refusal("shares of at most 100% together", "more");
    }
    return (int) (Share.WHOLE - others);
  }

  private static Variant read(YamlValue value, int index, int share) {
    YamlFields fields = fields(value);
    String name =
        index < NAMES.size() && fields.optional("name").isEmpty()
            ? NAMES.get(index)
            : fields.required("name").text("a name");
    String kind = fields.oneOf("model", "cascade");
    YamlValue models = fields.required(kind);
    List<CascadeStage> stages =
        kind.equals("model")
            ? List.of(new CascadeStage(ModelReference.read(models), 0, false))
            : stages(models);
    return value.make(() -> new Variant(name, share, stages));
  }

  private static List<CascadeStage> stages(YamlValue cascade) {
    List<YamlValue> values = cascade.list("a list of models, from cheap to expensive");
    List<CascadeStage> stages = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      stages.add(stage(values.get(i), i == values.size() - 1));
    }
    return stages;
  }

  private static CascadeStage stage(YamlValue value, boolean last) {
    YamlFields fields = YamlFields.of(value, "model", "probability", "margin");
    YamlValue model = fields.required("model");
    boolean unlimited =
        last && fields.optional("probability").isEmpty() && fields.optional("margin").isEmpty();
    if (unlimited) {
      return new CascadeStage(ModelReference.read(model), 0, false);
    }
    String kind = fields.oneOf("probability", "margin");
    float least = YamlNumber.probability(fields.required(kind));
    return value.make(
        () -> new CascadeStage(ModelReference.read(model), least, kind.equals("margin")));
  }
}
