package io.flinkmobilenet.peers;

import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The same job written with well-known libraries: a source, one map function with ImageIO, Java2D
 * and ONNX Runtime, and a sink, all in one chain. The model is a file on every TaskManager and does
 * not change while the job is running.
 *
 * @param onnx file with the network
 */
record OrdinaryJob(StagedModel model, Path onnx) implements LocalJob.Builder {
  @Override
  public void build(JobConfig config, StreamExecutionEnvironment environment) {
    environment.enableCheckpointing(config.checkpointInterval().toMillis());
    environment
        .fromSource(source(config), WatermarkStrategy.noWatermarks(), "images")
        .map(new OrdinaryInference(model, onnx))
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .name("classify")
        .sinkTo(sink(config))
        .name("predictions");
  }

  private static KafkaSource<byte[]> source(JobConfig config) {
    return KafkaSource.<byte[]>builder()
        .setProperties(config.kafka().client())
        .setProperty("isolation.level", "read_committed")
        .setGroupId(config.groupId())
        .setTopics(config.topics().images())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
        .build();
  }

  private static KafkaSink<byte[]> sink(JobConfig config) {
    String topic = config.topics().predictions();
    boolean exactlyOnce = config.delivery() == Delivery.EXACTLY_ONCE;
    return KafkaSink.<byte[]>builder()
        .setKafkaProducerConfig(config.kafka().client())
        .setBootstrapServers(config.kafka().bootstrapServers())
        .setRecordSerializer((event, context, time) -> new ProducerRecord<>(topic, event))
        .setDeliveryGuarantee(
            exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(config.groupId())
        .setProperty(
            "transaction.timeout.ms", Long.toString(config.transactionTimeout().toMillis()))
        .build();
  }
}
