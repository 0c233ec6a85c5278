/**
 * The client of the models topic: publishes, activates, lists, removes and reads models. The job
 * and the commands use it alike.
 *
 * <p>The models topic has three readers, which share {@link
 * io.flinkmobilenet.protocol.ModelRecordReader} and the merge rule but not a loop:
 *
 * <ul>
 *   <li>Flink's source, because a checkpoint must hold its offset.
 *   <li>{@link io.flinkmobilenet.protocol.client.ModelTopic}, which the job reads before its source
 *       starts: twice, and in short calls, because the operator must be able to stop in between.
 *   <li>{@link io.flinkmobilenet.protocol.client.RegistryContents}, which reads the status topic
 *       with the same consumer, waits for both ends, and fails if the broker stops answering.
 * </ul>
 *
 * <p>May import, besides the JDK: {@code event}, {@code kafka}, {@code protocol}, {@code
 * protocol.signing}, Kafka.
 */
package io.flinkmobilenet.protocol.client;
