package io.flinkmobilenet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flinkmobilenet.kafka.KafkaClients;
import java.awt.Font;
import java.awt.FontMetrics;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Packages point one way: each may use only what is named here, besides the JDK. */
@AnalyzeClasses(
    packages = "io.flinkmobilenet",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestHelpers.class})
class ArchitectureTest {
  /** Leaves out the jars with the test helpers of other modules, and the module of helpers. */
  static final class NoTestHelpers implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("testing");
    }
  }

  private static final String BASE = "io.flinkmobilenet.";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String AVRO = "org.apache.avro..";
  private static final String STATISTICS = "org.apache.commons.statistics..";
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String LOGGING = "org.slf4j..";
  private static final String[] COMMANDS = {
    BASE + "cli..", BASE + "showcase..", BASE + "bench..", BASE + "program.."
  };
  private static final String[] VECTOR_API = {
    BASE + "kernel.vector", BASE + "image.arithmetic.vector", BASE + "simd"
  };
  private static final String JVM_SETTINGS = "com.sun.management";

  @ArchTest static final ArchRule tensor = uses("tensor");

  @ArchTest
  static final ArchRule image =
      uses(
          "image",
          own("image.jpeg"),
          own("image.rows"),
          own("image.webp"),
          own("image.arithmetic"),
          own("geometry"),
          own("simd"));

  @ArchTest
  static final ArchRule jpeg =
      uses("image.jpeg", own("image.rows"), own("image.arithmetic"), own("simd"));

  @ArchTest static final ArchRule pixelKernels = uses("image.arithmetic", own("simd"));

  @ArchTest
  static final ArchRule pixelVectors =
      uses(
          "image.arithmetic.vector",
          own("image.arithmetic"),
          own("simd"),
          "jdk.incubator.vector..");

  @ArchTest static final ArchRule geometry = uses("geometry");

  @ArchTest static final ArchRule simd = uses("simd", LOGGING, "jdk.incubator.vector..");

  @ArchTest static final ArchRule webp = uses("image.webp", own("image.rows"));

  @ArchTest static final ArchRule rows = uses("image.rows");

  /** The JDK's decoders differ from JDK to JDK. */
  @ArchTest
  static final ArchRule imagesAreDecodedHere =
      noClasses()
          .that()
          .resideInAPackage(BASE + "image..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("javax.imageio..", "java.awt.."));

  @ArchTest static final ArchRule graph = uses("graph", own("tensor"));

  @ArchTest static final ArchRule pass = uses("graph.pass", own("graph"));

  @ArchTest static final ArchRule kernel = uses("kernel", own("graph"), own("simd"));

  @ArchTest
  static final ArchRule scalar = uses("kernel.scalar", own("kernel"), own("graph"), own("tensor"));

  @ArchTest
  static final ArchRule vector =
      uses("kernel.vector", own("kernel"), own("graph"), own("simd"), "jdk.incubator.vector..");

  @ArchTest static final ArchRule weights = uses("weights", own("tensor"));

  @ArchTest
  static final ArchRule safetensors =
      uses("weights.safetensors", own("weights"), own("tensor"), JACKSON);

  @ArchTest
  static final ArchRule network =
      uses(
          "network",
          own("tensor"),
          own("graph.."),
          own("kernel"),
          own("kernel.scalar"),
          JVM_SETTINGS);

  @ArchTest
  static final ArchRule architecture =
      uses("architecture", own("tensor"), own("graph"), own("kernel"), own("network"));

  @ArchTest
  static final ArchRule model =
      uses(
          "model",
          own("architecture"),
          own("graph"),
          own("network"),
          own("kernel"),
          own("weights.."),
          own("geometry"),
          own("tensor"),
          JACKSON);

  @ArchTest
  static final ArchRule format =
      uses(
          "format", own("weights"), own("graph"), own("graph.pass"), own("network"), own("tensor"));

  @ArchTest
  static final ArchRule importing =
      uses(
          "importing",
          own("format"),
          own("weights.."),
          own("model"),
          own("architecture"),
          own("graph"),
          own("network"),
          own("geometry"),
          own("statedict"),
          own("tensor"));

  @ArchTest
  static final ArchRule formatLayout =
      uses("format.layout", own("weights"), own("graph"), own("tensor"));

  @ArchTest
  static final ArchRule onnx =
      uses(
          "weights.onnx",
          own("format"),
          own("format.layout"),
          own("weights"),
          own("graph"),
          own("network"),
          own("tensor"),
          "com.google.protobuf..");

  @ArchTest
  static final ArchRule tflite =
      uses(
          "weights.tflite",
          own("format"),
          own("format.layout"),
          own("weights"),
          own("graph"),
          own("network"),
          own("tensor"));

  @ArchTest static final ArchRule pytorch = uses("weights.pytorch", own("weights"), own("tensor"));

  @ArchTest
  static final ArchRule keras =
      uses(
          "keras",
          own("format"),
          own("weights"),
          own("weights.safetensors"),
          own("graph"),
          own("network"),
          own("tensor"),
          JACKSON);

  @ArchTest
  static final ArchRule kerasFiles =
      uses(
          "weights.keras",
          own("keras"),
          own("format"),
          own("weights"),
          own("graph"),
          own("network"),
          own("tensor"),
          JACKSON,
          "io.jhdf..");

  @ArchTest
  static final ArchRule tensorflowJs =
      uses(
          "weights.tensorflowjs",
          own("keras"),
          own("format"),
          own("weights"),
          own("graph"),
          own("network"),
          own("tensor"),
          JACKSON);

  @ArchTest
  static final ArchRule sharded = uses("weights.sharded", own("weights"), own("tensor"), JACKSON);

  @ArchTest
  static final ArchRule stateDict =
      uses(
          "statedict",
          own("architecture"),
          own("format"),
          own("graph"),
          own("network"),
          own("tensor"),
          own("weights"));

  /** The job runs canonical artifacts and reads no other model file. */
  @ArchTest
  static final ArchRule modelFilesStayOutsideTheJob =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "stream..", BASE + "model..", BASE + "architecture..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  BASE + "format..",
                  BASE + "importing",
                  BASE + "keras",
                  BASE + "statedict",
                  BASE + "weights.keras",
                  BASE + "weights.onnx",
                  BASE + "weights.pytorch",
                  BASE + "weights.sharded",
                  BASE + "weights.tensorflowjs",
                  BASE + "weights.tflite"));

  @ArchTest static final ArchRule roadsigns = uses("showcase.roadsigns");

  @ArchTest static final ArchRule chart = uses("showcase.chart");

  @ArchTest
  static final ArchRule imagesNeedNoFonts =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "showcase.roadsigns", BASE + "showcase.chart")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.awt.font..")
                  .or(type(Font.class))
                  .or(type(FontMetrics.class)))
          .orShould()
          .callMethodWhere(target(nameMatching("draw(String|Glyph.*|Chars|Bytes)")));

  @ArchTest static final ArchRule event = uses("event", AVRO);

  @ArchTest
  static final ArchRule eventFormats =
      uses("event.format", own("event"), own("kafka"), AVRO, JACKSON, KAFKA);

  @ArchTest static final ArchRule signing = uses("protocol.signing");

  /** The protocol needs no broker: records of a topic are all that it knows of Kafka. */
  @ArchTest
  static final ArchRule protocol =
      classes()
          .that()
          .resideInAPackage(BASE + "protocol")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..", BASE + "protocol", BASE + "protocol.signing", BASE + "event")
                  .or(type(ConsumerRecord.class))
                  .or(type(ProducerRecord.class)));

  @ArchTest static final ArchRule routing = uses("protocol.routing", own("protocol"));

  @ArchTest static final ArchRule kafka = uses("kafka", KAFKA);

  /** One place creates clients, so that one place has their settings and deadlines. */
  @ArchTest
  static final ArchRule kafkaClientsAreCreatedInOnePlace =
      noClasses()
          .that(not(type(KafkaClients.class)))
          .should()
          .callConstructorWhere(
              target(owner(assignableTo(KafkaProducer.class)))
                  .or(target(owner(assignableTo(KafkaConsumer.class)))))
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Admin.class))).and(target(name("create"))));

  @ArchTest
  static final ArchRule protocolClient =
      uses(
          "protocol.client",
          own("kafka"),
          own("protocol"),
          own("protocol.signing"),
          own("event"),
          AVRO,
          KAFKA);

  @ArchTest
  static final ArchRule stream =
      uses(
          "stream..",
          own("protocol.client"),
          own("protocol.routing"),
          own("kafka"),
          own("model"),
          own("protocol"),
          own("protocol.signing"),
          own("network"),
          own("kernel"),
          own("simd"),
          own("geometry"),
          own("image"),
          own("event"),
          own("event.format"),
          AVRO,
          FLINK,
          JACKSON,
          KAFKA,
          STATISTICS,
          LOGGING);

  @ArchTest static final ArchRule file = uses("stream.file", JACKSON);

  /** The job itself gets settings as texts, whatever the format of their file is. */
  @ArchTest
  static final ArchRule jacksonIsForYaml =
      noClasses()
          .that()
          .resideInAPackage(BASE + "stream..")
          .and()
          .resideOutsideOfPackage(BASE + "stream.file")
          .should()
          .dependOnClassesThat(resideInAPackage(JACKSON));

  /** Queries run the network alone: no Kafka, no broadcast state, no events. */
  @ArchTest
  static final ArchRule sql =
      uses(
          "sql",
          own("stream.golden"),
          own("model"),
          own("network"),
          own("kernel"),
          own("simd"),
          own("geometry"),
          own("image"),
          FLINK);

  /** Decisions depend on messages and counts alone, neither on models nor on Kafka. */
  @ArchTest
  static final ArchRule judge =
      uses(
          "stream.judge",
          own("stream.state"),
          own("protocol"),
          own("protocol.signing"),
          own("event"),
          FLINK,
          STATISTICS,
          LOGGING);

  @ArchTest
  static final ArchRule statisticsAreForTheJudge =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "stream.judge")
          .should()
          .dependOnClassesThat(resideInAPackage(STATISTICS));

  @ArchTest
  static final ArchRule vectorApiStaysInThreePackages =
      noClasses()
          .that(not(resideInAnyPackage(VECTOR_API)))
          .should()
          .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."));

  @ArchTest
  static final ArchRule vectorKernelsAreLoadedByName =
      noClasses()
          .that(not(resideInAnyPackage(VECTOR_API)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(BASE + "kernel.vector", BASE + "image.arithmetic.vector"));

  @ArchTest
  static void nothingDependsOnTheCommandLine(JavaClasses classes) {
    noClasses()
        .that(not(resideInAnyPackage(COMMANDS)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(COMMANDS).or(resideInAPackage("picocli..")))
        .check(classes);
  }

  /** Each package is a slice, sub-packages included. */
  @ArchTest
  static final ArchRule noPackageIsInACircle =
      slices().matching("io.flinkmobilenet.(**)").should().beFreeOfCycles();

  private static String own(String name) {
    return BASE + name;
  }

  private static ArchRule uses(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(BASE + name, "java..", "javax.."), Arrays.stream(others))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(BASE + name)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed));
  }
}
