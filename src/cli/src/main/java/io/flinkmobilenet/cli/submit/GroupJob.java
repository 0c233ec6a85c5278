package io.flinkmobilenet.cli.submit;

/**
 * A job of a consumer group, as its settings on the cluster say.
 *
 * @param id of the job
 * @param kafkaCluster id of the Kafka cluster; empty if the job does not say
 */
record GroupJob(String id, String kafkaCluster) {}
