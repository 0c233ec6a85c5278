package io.flinkmobilenet.stream;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.config.Stages;
import io.flinkmobilenet.stream.judge.JudgeOperator;
import io.flinkmobilenet.stream.kafka.GroupCheck;
import io.flinkmobilenet.stream.kafka.GroupInUseException;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import io.flinkmobilenet.stream.operator.ClassifyOperatorFactory;
import io.flinkmobilenet.stream.operator.ClassifySettings;
import io.flinkmobilenet.stream.operator.FetchOperatorFactory;
import io.flinkmobilenet.stream.operator.Outputs;
import io.flinkmobilenet.stream.operator.PrepareFunction;
import io.flinkmobilenet.stream.operator.SourceKey;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job: it reads images, classifies them with the active model of the models topic, and writes
 * predictions.
 *
 * <pre>
 * images ─ decode and normalise ─ Classify ─ predictions
 *                  │    │          │ │ │ └── model-status
 * models ─────────┬┴────┼──────────┤ │ │
 *                 │     └──────────┼─┼─┴── rejected
 * decisions ──────┼────────────────┘ │
 *       │         └────────────────┐ │ observations
 *       └──────────────────────── Judge ── decisions
 * </pre>
 *
 * <p>If images by reference are allowed, they are fetched before "decode and normalise". If answers
 * are reused, images reach Classify encoded and by source, and Classify decodes those that it has
 * to. With one thread for both stages they reach it encoded as well, directly from the source.
 */
public final class InferenceJob {
  private static final Logger LOG = LoggerFactory.getLogger(InferenceJob.class);

  private final JobSources sources;
  private final JobSinks sinks;
  private final JobConfig config;

  /** Creates a job that reads from the given sources and writes to the given sinks. */
  public InferenceJob(JobSources sources, JobSinks sinks, JobConfig config) {
    this.sources = sources;
    this.sinks = sinks;
    this.config = config;
  }

  /** Entry point for {@code flink run}. */
  public static void main(String[] args) throws Exception {
    if (JobHelp.isAskedFor(args)) {
      System.out.println(JobHelp.text());
      return;
    }
    JobConfig config = JobConfig.parse(args);
    if (config.trustedKeys().keys().isEmpty()) {
      LOG.warn(
          "No --{}: models of every client that may write to topic {} are accepted, signed or not",
          JobOptions.TRUSTED_KEYS.key(),
          config.topics().models());
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    prepare(config, environment);
    environment.execute(name(config));
  }

  /** What the cluster calls the job: with its group where that is not the default one. */
  static String name(JobConfig config) {
    return config.groupId().equals(JobOptions.GROUP_ID.defaultValue())
        ? JobParameters.JOB_NAME
        : "%s (%s)".formatted(JobParameters.JOB_NAME, config.groupId());
  }

  /**
   * Builds the job on Kafka, after checking everything that can be checked beforehand.
   *
   * @throws io.flinkmobilenet.kafka.KafkaNotReadyException if Kafka cannot be reached or lacks
   *     something that the job needs
   * @throws GroupInUseException if another job with the same group id is running
   * @throws IllegalStateException if there is no directory for checkpoints
   */
  public static void prepare(JobConfig config, StreamExecutionEnvironment environment)
      throws Exception {
    ExecutionSetup.apply(config, environment);
    TopicCheck.require(config);
    requireAlone(config, environment);
    environment
        .getConfig()
        .setGlobalJobParameters(
            JobParameters.of(config, TopicCheck.clusterId(config.kafka()), environment));
    OptionalInt longestRejected =
        TopicCheck.longestRecord(config.kafka(), config.topics().rejected());
    new InferenceJob(JobSources.kafka(config), JobSinks.kafka(config, longestRejected), config)
        .build(environment);
  }

  /**
   * Checks that no other job of the group is running. The check is skipped if the job's id is fixed
   * beforehand, as in application mode: there this program runs again after a failure of the
   * JobManager, while the job that it started before is still running.
   */
  private static void requireAlone(JobConfig config, StreamExecutionEnvironment environment)
      throws Exception {
    boolean comesBack =
        environment
            .getConfiguration()
            .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
            .isPresent();
    if (config.delivery() == Delivery.EXACTLY_ONCE && !comesBack) {
      long interval = environment.getCheckpointConfig().getCheckpointInterval();
      GroupCheck.requireAlone(
          config, interval > 0 ? Duration.ofMillis(interval) : config.checkpointInterval());
    }
  }

  /** Adds the job to the environment. */
  public void build(StreamExecutionEnvironment environment) {
    environment.setMaxParallelism(config.maxParallelism());
    DataStream<ImageRecord> images =
        environment
            .fromSource(sources.images(), EventTime.ofImages(), "images", read())
            .uid("images");
    DataStream<ModelMessage> models =
        environment
            .fromSource(sources.models(), EventTime.ofModels(), "models", StateTypes.MODEL_MESSAGE)
            .uid("models")
            .setParallelism(1);
    DataStream<ModelMessage> decisions =
        environment
            .fromSource(
                sources.decisions(), EventTime.ofModels(), "decisions", StateTypes.MODEL_MESSAGE)
            .uid("decisions")
            .setParallelism(1);
    DataStream<ModelMessage> announcements =
        models
            .filter(ModelMessage::isAnnouncement)
            .uid("announcements")
            .name("announcements")
            .setParallelism(1);
    DataStream<ImageRecord> fetched = fetched(images);
    SingleOutputStreamOperator<PreparedImage> prepared =
        prepare(together() ? none(fetched) : spread(fetched), announcements);
    SingleOutputStreamOperator<PredictedImage> predictions =
        classify(together() ? spread(encoded(fetched)) : prepared, models.union(decisions));
    write(predictions.sinkTo(sinks.predictions()), "predictions");
    write(
        predictions
            .getSideOutput(Outputs.REJECTED)
            .union(prepared.getSideOutput(Outputs.REJECTED))
            .sinkTo(sinks.rejected()),
        "rejected");
    write(
        predictions.getSideOutput(Outputs.STATUS).sinkTo(sinks.status()).setParallelism(1),
        "model-status");
    write(
        judge(predictions.getSideOutput(Outputs.OBSERVATIONS), announcements.union(decisions))
            .sinkTo(sinks.decisions())
            .setParallelism(1),
        "model-decisions");
  }

  private SingleOutputStreamOperator<PreparedImage> prepare(
      DataStream<ImageRecord> images, DataStream<ModelMessage> announcements) {
    return images
        .connect(announcements.broadcast(PrepareFunction.STATE.toArray(MapStateDescriptor[]::new)))
        .process(
            new PrepareFunction(
                config.imageLimits(),
                config.decode(),
                config.trustedKeys(),
                config.warmUp(),
                config.reuse().isOn()),
            prepared())
        // A checkpoint refers to the state by this uid, which is older than the name.
        .uid("decode")
        .name("decode and normalise");
  }

  /** If answers are reused, Classify decodes images in any case. */
  private boolean together() {
    return config.stages() == Stages.TOGETHER && !config.reuse().isOn();
  }

  /**
   * "Decode and normalise" gets no image if Classify decodes them. It remains and follows the
   * announcements, so that a savepoint of either kind of job starts the other.
   */
  private static DataStream<ImageRecord> none(DataStream<ImageRecord> images) {
    return images.filter(image -> false).uid("no-images").name("no images");
  }

  private DataStream<PreparedImage> encoded(DataStream<ImageRecord> images) {
    return images
        .map(image -> new PreparedImage(image, List.of()), prepared())
        .uid("encoded")
        .name("encoded");
  }

  /** The operator that fetches images keeps records; the others do not. */
  private TypeInformation<ImageRecord> read() {
    return config.fetch().allowed().isEmpty()
        ? StateTypes.SHORT_LIVED_IMAGE_RECORD
        : StateTypes.IMAGE_RECORD;
  }

  /** In batch mode Flink sorts what is keyed, and keeps several records to do so. */
  private TypeInformation<PreparedImage> prepared() {
    return config.reuse().isOn()
        ? StateTypes.PREPARED_IMAGE
        : StateTypes.SHORT_LIVED_PREPARED_IMAGE;
  }

  /** A job that allows no images by reference has the same operators as before there were any. */
  private DataStream<ImageRecord> fetched(DataStream<ImageRecord> images) {
    return config.fetch().allowed().isEmpty()
        ? images
        : images
            .rebalance()
            .transform(
                "fetch",
                StateTypes.SHORT_LIVED_IMAGE_RECORD,
                new FetchOperatorFactory(config.fetch()))
            .uid("fetch")
            .name("fetch");
  }

  /** The images of a source that are in one partition keep their order if answers are reused. */
  private <T> DataStream<T> spread(DataStream<T> images) {
    boolean spread = !config.fetch().allowed().isEmpty() || config.reuse().isOn();
    return spread ? images : images.rebalance();
  }

  private SingleOutputStreamOperator<PredictedImage> classify(
      DataStream<PreparedImage> prepared, DataStream<ModelMessage> models) {
    return (config.reuse().isOn() ? prepared.keyBy(new SourceKey()) : prepared)
        .connect(models.broadcast())
        .transform(
            "classify",
            StateTypes.PREDICTION,
            new ClassifyOperatorFactory(ClassifySettings.of(config), sources.history()))
        .uid("classify")
        .name("classify");
  }

  /** One subtask: a decision needs the images of all subtasks of Classify. */
  private SingleOutputStreamOperator<ModelDecision> judge(
      DataStream<Observation> observations, DataStream<ModelMessage> messages) {
    return observations
        .connect(messages)
        .transform(
            "judge",
            StateTypes.MODEL_DECISION,
            new JudgeOperator(config.trustedKeys(), config.bounded()))
        .uid("judge")
        .name("judge")
        .setParallelism(1);
  }

  private void write(DataStreamSink<?> sink, String name) {
    sink.uid(name).name(name);
    if (config.bounded()) {
      // A stage of its own: its transaction then covers only the writing, not the classification.
      sink.disableChaining();
    }
  }
}
